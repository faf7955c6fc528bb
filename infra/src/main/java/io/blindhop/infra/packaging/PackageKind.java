package io.blindhop.infra.packaging;

import java.util.Locale;

/** What runs the functions of a package. */
public enum PackageKind {
    /** A Java runtime cut down to the modules that are needed. */
    JVM("x86-64", "jre/bin/java"),
    /** An executable; the compiler is told to ask for a CPU of about 2013 or later, which all of Lambda's are. */
    NATIVE("x86-64-v3", "blindhop");

    private final String cpuLevel;
    private final String program;

    PackageKind(String cpuLevel, String program) {
        this.cpuLevel = cpuLevel;
        this.program = program;
    }

    /** The instructions that may be used without asking, in the words of the x86-64 psABI. */
    public String cpuLevel() {
        return cpuLevel;
    }

    /** What the bootstrap starts, as seen from the package's root. */
    String program() {
        return program;
    }

    /** As in the command and in the name of the zip. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

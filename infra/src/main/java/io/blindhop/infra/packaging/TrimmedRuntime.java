package io.blindhop.infra.packaging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** The running JDK, cut down to what the functions use. */
final class TrimmedRuntime {
    /**
     * What {@code jdeps} finds, less {@code java.desktop}, {@code java.rmi} and {@code java.sql}: libraries name classes of
     * them and do without. And the file system of jars, in which Quarkus finds its settings; no code names that.
     */
    static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.xml",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    private TrimmedRuntime() {}

    /** @param target must not exist yet */
    static void make(Path target) throws IOException {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new PackagingException(
                        "The Java that runs this has no jlink: set JAVA_HOME to a whole JDK, not a runtime"));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int code = jlink.run(
                out,
                out,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--vm=server",
                "--output",
                target.toString());
        out.flush();
        if (code != 0) {
            throw new PackagingException("jlink cannot make a runtime of " + System.getProperty("java.home") + ": "
                    + said.toString().strip());
        }
    }
}

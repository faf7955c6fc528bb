package io.blindhop.infra.cli;

import io.blindhop.infra.packaging.PackageKind;
import io.blindhop.infra.packaging.Packager;
import io.blindhop.infra.packaging.PackagingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a zip for Lambda from what the launcher has had built. */
@Command(
        name = "package",
        description = "Makes a Lambda package (Linux, x86_64) and checks it. Needs the source tree.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "jvm: a zip with its own Java runtime and a cache trained on requests.",
            "native: a zip with an executable; needs GRAALVM_HOME, or Docker.",
            "./blindhop package reproducible builds the jars twice, in two places, and compares them.",
            "Exit codes: 0 the package can be used, 1 it cannot be made or must not be used, 2 wrong option."
        })
final class PackageCommand implements Callable<Integer> {
    private static final double MIB = 1024 * 1024;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "KIND", description = "jvm or native")
    private PackageKind kind;

    @Option(
            names = "--builder",
            paramLabel = "NAME",
            description = "What the package's papers name as its JDK or compiler; by default the Java that runs this.")
    private String builder = System.getProperty("java.vendor.version", "Java") + ", " + Runtime.version();

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Packager.Result made;
        try {
            made = new Packager(kind, builder, err::println).run();
        } catch (PackagingException e) {
            e.getMessage().lines().map(Output::printable).forEach(err::println);
            return ExitCode.SOFTWARE;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s%n  packed    %6.1f MiB%n  unpacked  %6.1f MiB%n",
                made.zip(),
                made.packedBytes() / MIB,
                made.unpackedBytes() / MIB);
        return 0;
    }
}

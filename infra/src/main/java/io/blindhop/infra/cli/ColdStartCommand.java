package io.blindhop.infra.cli;

import io.blindhop.infra.bench.ColdStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how long a new copy of a package takes to its first answer. */
@Command(
        name = "cold-start",
        description = "Starts new copies of a Lambda package on emulators; prints the time to their first answer.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Needs Linux and the libraries of the emulators, which ./blindhop package fetches.",
            "Exit codes: 0 measured, 1 the package does not answer, 2 wrong option."
        })
final class ColdStartCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--package", required = true, paramLabel = "PATH", description = "The zip, or it unpacked.")
    private Path packaged;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "10", description = "Copies, 10 by default.")
    private int runs;

    @Mixin
    private BenchFrame frame;

    @Option(names = "--verbose", description = "Print what the functions write, to standard error.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        if (runs < 1) {
            throw new ParameterException(spec.commandLine(), "--runs must be at least 1, not " + runs);
        }
        return BenchFrame.exitCode(frame.run(
                (unpacked, progress) -> ColdStart.run(packaged, runs, unpacked, verbose ? progress : _ -> {})));
    }
}

package io.blindhop.infra.cli;

import io.blindhop.infra.bench.contention.ContentionBench;
import io.blindhop.infra.bench.contention.ContentionReport;
import io.blindhop.infra.bench.plot.Svg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares ways to wait after a lost race, in simulated time. */
@Command(
        name = "contention",
        description = "Simulates many processes that write to one store; compares ways to wait after a lost race.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 done, 1 a plot could not be written, 2 wrong option."})
final class ContentionCommand implements Callable<Integer> {
    private static final int MOST_WRITERS = 1024;

    @Spec
    private CommandSpec spec;

    @Option(names = "--writers", paramLabel = "N", defaultValue = "64", description = "64 by default, at most 1024.")
    private int writers;

    @Mixin
    private BenchFrame frame;

    @Option(names = "--plots", paramLabel = "FOLDER", description = "Also draw it: contention-*.svg in this folder.")
    private Path plots;

    @Override
    public Integer call() throws IOException {
        if (writers < 1 || writers > MOST_WRITERS) {
            throw new ParameterException(
                    spec.commandLine(), "--writers must be 1 to " + MOST_WRITERS + ", is " + writers);
        }
        ContentionReport report = frame.run((_, _) -> ContentionBench.run(writers));
        if (plots != null) {
            Files.createDirectories(plots);
            Files.writeString(plots.resolve("contention-throughput.svg"), Svg.of(report.throughput()));
            Files.writeString(plots.resolve("contention-tries.svg"), Svg.of(report.attempts()));
            Files.writeString(plots.resolve("contention-p99.svg"), Svg.of(report.unfairness()));
        }
        return 0;
    }
}

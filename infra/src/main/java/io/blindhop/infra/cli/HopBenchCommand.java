package io.blindhop.infra.cli;

import io.blindhop.infra.bench.BenchOptions;
import io.blindhop.infra.bench.HopBench;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures hops in front of a local server, on a temporary data folder. */
@Command(
        name = "hops",
        description = "Asks an origin through up to three hops, and through a cache; prints what each costs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 measured, 1 the run failed, 2 wrong option."})
final class HopBenchCommand implements Callable<Integer> {
    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Entries that all clients of the cache pull, 5000 by default.")
    private int entries;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "250",
            description = "Entries of one request, 250 by default.")
    private int batch;

    @Mixin
    private BenchFrame frame;

    @Override
    public Integer call() throws IOException {
        BenchOptions options = frame.options(() -> new BenchOptions(entries, batch, BenchOptions.DEFAULT.workers()));
        return BenchFrame.exitCode(frame.run((data, progress) -> new HopBench(options, progress).run(data)));
    }
}

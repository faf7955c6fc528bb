package io.blindhop.infra.cli;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.infra.bench.Bench;
import io.blindhop.infra.bench.BenchOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a local server on a temporary data folder; exit code 1 if a cost is over its bound. */
@Command(
        name = "bench",
        description = "Pushes and pulls entries against a local server of its own; prints speed and counted cost.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ColdStartCommand.class,
            SignalingBenchCommand.class,
            HopBenchCommand.class,
            ContentionCommand.class,
            ScenariosCommand.class,
            PageCommand.class
        },
        footer = {
            "",
            "The data folder is made below java.io.tmpdir and removed; durable writes are as fast as that disk.",
            "Exit codes: 0 all costs within their bounds, 1 one is over or the run failed, 2 wrong option."
        })
final class BenchCommand implements Callable<Integer> {
    @Option(names = "--entries", paramLabel = "N", defaultValue = "5000", description = "Entries, 5000 by default.")
    private int entries;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "250",
            description = "Entries of one request, 250 by default.")
    private int batch;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "3",
            description = "Requests under way at once, 3 by default.")
    private int workers;

    @Mixin
    private BenchFrame frame;

    @Override
    public Integer call() throws IOException {
        BenchOptions options = frame.options(() -> new BenchOptions(entries, batch, workers));
        return BenchFrame.exitCode(
                frame.run((data, progress) -> new Bench(options, PriceTable.usEast1(), progress).run(data)));
    }
}

package io.blindhop.infra.cli;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.infra.bench.SignalingBench;
import io.blindhop.infra.bench.SignalingOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures signaling on a local server on a temporary data folder. */
@Command(
        name = "signaling",
        description = "Opens WebSockets to a local server of its own; prints speed and what the messages cost in AWS.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 measured, 1 the run failed, 2 wrong option."})
final class SignalingBenchCommand implements Callable<Integer> {
    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Open at once, 2000 by default.")
    private int connections;

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "63", description = "63 by default.")
    private int rooms;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Signals, and pings, 20000 by default.")
    private int messages;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "32",
            description = "Messages under way at once, 32 by default.")
    private int workers;

    @Mixin
    private BenchFrame frame;

    @Override
    public Integer call() throws IOException {
        SignalingOptions options = frame.options(() -> new SignalingOptions(connections, rooms, messages, workers));
        return BenchFrame.exitCode(
                frame.run((data, progress) -> new SignalingBench(options, PriceTable.usEast1(), progress).run(data)));
    }
}

package io.blindhop.infra.cli;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.SignalingBench;
import io.blindhop.infra.bench.SignalingOptions;
import io.blindhop.infra.bench.SignalingReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures signaling on a local server on a temporary data folder. */
@Command(
        name = "signaling",
        description = "Opens WebSockets to a local server of its own; prints speed and what the messages cost in AWS.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 measured, 1 the run failed, 2 wrong option."})
final class SignalingBenchCommand implements Callable<Integer> {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.blindhop");

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        SignalingOptions options = options();
        Level before = REQUESTS.getLevel();
        REQUESTS.setLevel(Level.WARNING);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (TemporaryFolder data = TemporaryFolder.create("blindhop-bench")) {
            SignalingReport report = new SignalingBench(options, PriceTable.usEast1(), err::println).run(data.path());
            if (json) {
                out.println(report.toJson());
            } else {
                report.print(out);
            }
            return 0;
        } catch (BenchFailedException e) {
            throw new IOException("The benchmark failed: " + e.getMessage(), e);
        } finally {
            REQUESTS.setLevel(before);
        }
    }

    private SignalingOptions options() {
        try {
            return new SignalingOptions(connections, rooms, messages, workers);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

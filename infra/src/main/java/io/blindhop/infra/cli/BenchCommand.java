package io.blindhop.infra.cli;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.infra.bench.Bench;
import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.BenchOptions;
import io.blindhop.infra.bench.BenchReport;
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
            ContentionCommand.class
        },
        footer = {
            "",
            "The data folder is made below java.io.tmpdir and removed; durable writes are as fast as that disk.",
            "Exit codes: 0 all costs within their bounds, 1 one is over or the run failed, 2 wrong option."
        })
final class BenchCommand implements Callable<Integer> {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.blindhop");

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions options = options();
        Level before = REQUESTS.getLevel();
        REQUESTS.setLevel(Level.WARNING);
        try {
            return run(options);
        } finally {
            REQUESTS.setLevel(before);
        }
    }

    private int run(BenchOptions options) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (TemporaryFolder data = TemporaryFolder.create("blindhop-bench")) {
            BenchReport report = new Bench(options, PriceTable.usEast1(), err::println).run(data.path());
            if (json) {
                out.println(report.toJson());
            } else {
                report.print(out);
            }
            return report.boundsHold() ? 0 : 1;
        } catch (BenchFailedException e) {
            throw new IOException("The benchmark failed: " + e.getMessage(), e);
        }
    }

    private BenchOptions options() {
        try {
            return new BenchOptions(entries, batch, workers);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

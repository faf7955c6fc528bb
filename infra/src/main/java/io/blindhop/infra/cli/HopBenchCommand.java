package io.blindhop.infra.cli;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.BenchOptions;
import io.blindhop.infra.bench.HopBench;
import io.blindhop.infra.bench.HopReport;
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

/** Measures hops in front of a local server, on a temporary data folder. */
@Command(
        name = "hops",
        description = "Asks an origin through up to three hops, and through a cache; prints what each costs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 measured, 1 the run failed, 2 wrong option."})
final class HopBenchCommand implements Callable<Integer> {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.blindhop");

    @Spec
    private CommandSpec spec;

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

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchOptions options = options();
        Level before = REQUESTS.getLevel();
        REQUESTS.setLevel(Level.WARNING);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (TemporaryFolder data = TemporaryFolder.create("blindhop-bench")) {
            HopReport report = new HopBench(options, err::println).run(data.path());
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

    private BenchOptions options() {
        try {
            return new BenchOptions(entries, batch, BenchOptions.DEFAULT.workers());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

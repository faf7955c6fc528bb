package io.blindhop.infra.cli;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have in common that measure something: a folder that is gone afterwards, no log, and a report. */
final class BenchFrame {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.blindhop");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    /** Measures something. */
    interface Work<R extends Report> {
        /**
         * @param data an empty folder
         * @param progress goes to standard error
         */
        R run(Path data, Consumer<String> progress) throws IOException;
    }

    /** What the options say; an argument that is not allowed is a wrong option. */
    <T> T options(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Runs it and prints what it found. */
    <R extends Report> R run(Work<R> work) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        Level before = REQUESTS.getLevel();
        REQUESTS.setLevel(Level.WARNING);
        try (TemporaryFolder data = TemporaryFolder.create("blindhop-bench")) {
            R report = work.run(data.path(), line -> {
                err.println(line);
                err.flush();
            });
            if (json) {
                out.println(report.toJson());
            } else {
                report.print(out);
            }
            out.flush();
            return report;
        } catch (BenchFailedException e) {
            throw new IOException("The benchmark failed: " + e.getMessage(), e);
        } finally {
            REQUESTS.setLevel(before);
        }
    }

    /** The exit code after a report. */
    static int exitCode(Report report) {
        return report.boundsHold() ? 0 : 1;
    }
}

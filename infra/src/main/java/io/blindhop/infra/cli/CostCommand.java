package io.blindhop.infra.cli;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.OperationCounts;
import io.blindhop.infra.cost.Counts;
import io.blindhop.infra.cost.Estimate;
import io.blindhop.infra.cost.EstimateText;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a load would cost; counts first what a node does for each of its steps. */
@Command(
        name = "cost",
        description = {
            "Estimates what a node on AWS costs in a month under the load that is described.",
            "Each step of a client is done against a node in memory first, and what it consumed is counted."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "It is the node of terraform/examples/single-region, with its alarms and its dashboard, without hops.",
            "Exit codes: 0 estimated, 1 the count failed, 2 wrong option."
        })
final class CostCommand implements Callable<Integer> {
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.blindhop");

    private static final int LEAST_MEMORY = 128;
    private static final int MOST_MEMORY = 10_240;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LoadOptions load;

    @Mixin
    private TimeOptions time;

    @Mixin
    private AroundOptions around;

    @Mixin
    private Output output;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "" + Tariff.MEMORY_MEGABYTES,
            description = "Memory of the function that answers requests, 512 by default.")
    private int memory;

    /** Of what the options say. */
    Estimate estimate(Counts counts) {
        return new Estimate(
                load.read(), counts, new Tariff(PriceTable.usEast1(), memory), time.read(memory), around.read());
    }

    @Override
    public Integer call() throws IOException {
        if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--memory must be from " + LEAST_MEMORY + " to " + MOST_MEMORY + ", not " + memory);
        }
        // What is wrong with the options is said before anything is counted.
        load.read();
        around.read();
        Level before = REQUESTS.getLevel();
        REQUESTS.setLevel(Level.WARNING);
        try {
            Estimate estimate = estimate(OperationCounts.count());
            output.show(EstimateText.json(estimate), EstimateText.rows(estimate));
            EstimateText.assumptions(estimate).forEach(output::note);
            return 0;
        } catch (BenchFailedException e) {
            throw new IOException("The count failed: " + e.getMessage(), e);
        } finally {
            REQUESTS.setLevel(before);
        }
    }
}

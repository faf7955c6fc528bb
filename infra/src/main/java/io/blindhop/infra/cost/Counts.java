package io.blindhop.infra.cost;

import java.util.Map;

/**
 * What was counted: each step once, on average.
 *
 * @param stored by an edit that was pushed alone
 * @param storedOfBatch by an entry that was pushed with 249 others
 * @param metrics that requests tell CloudWatch of: names with their dimensions
 */
public record Counts(Map<Step, Count> steps, Stored stored, Stored storedOfBatch, int metrics) {
    public Counts {
        steps = Map.copyOf(steps);
    }

    /** Bytes, as the services bill them. */
    public record Stored(double tableBytes, double objectBytes) {
        Stored times(double factor) {
            return new Stored(tableBytes * factor, objectBytes * factor);
        }

        Stored plus(Stored other) {
            return new Stored(tableBytes + other.tableBytes, objectBytes + other.objectBytes);
        }
    }

    public Count of(Step step) {
        return steps.getOrDefault(step, Count.NONE);
    }
}

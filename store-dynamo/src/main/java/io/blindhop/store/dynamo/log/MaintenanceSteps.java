package io.blindhop.store.dynamo.log;

import java.util.Optional;

/** Steps of maintenance, none of which keeps the others from being done. For one thread. */
public final class MaintenanceSteps {
    private Optional<RuntimeException> failure = Optional.empty();

    public void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failed) {
            failure.ifPresentOrElse(first -> first.addSuppressed(failed), () -> failure = Optional.of(failed));
        }
    }

    /**
     * Ends the steps.
     *
     * @throws RuntimeException the first that a step failed with, if one did; those of the others are suppressed by it
     */
    public void done() {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}

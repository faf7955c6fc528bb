package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.StoreId;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Lets the writers of one process commit to a store one after the other, first come, first served: a race that nobody has
 * to lose costs no second set of blocks. Nothing depends on it; writers of other processes are met in the log.
 */
public final class WriteGates {
    private static final int GATES = 64;

    private final Gate[] gates = new Gate[GATES];

    public WriteGates() {
        Arrays.setAll(gates, i -> new Gate(new Semaphore(1, true), new RaceWaits()));
    }

    /** @param waits of whoever has passed, one at a time */
    private record Gate(Semaphore free, RaceWaits waits) {}

    /**
     * A writer's turn, until it is closed.
     *
     * @param waited whether others had theirs in the meantime, so that the log may have moved
     */
    record Turn(Gate gate, boolean waited) implements AutoCloseable {
        /** For races with writers of other processes, as long as this turn lasts. */
        RaceWaits waits() {
            return gate.waits();
        }

        @Override
        public void close() {
            gate.free().release();
        }
    }

    Turn enter(StoreId store) {
        Gate gate = gates[Math.floorMod(store.hashCode(), GATES)];
        boolean free = gate.free().tryAcquire();
        if (!free) {
            try {
                gate.free().acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted while waiting for other writers", e);
            }
        }
        return new Turn(gate, !free);
    }
}

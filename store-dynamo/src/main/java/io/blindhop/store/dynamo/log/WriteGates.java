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

    private final Semaphore[] gates = new Semaphore[GATES];

    public WriteGates() {
        Arrays.setAll(gates, i -> new Semaphore(1, true));
    }

    /**
     * A writer's turn, until it is closed.
     *
     * @param waited whether others had theirs in the meantime, so that the log may have moved
     */
    record Turn(Semaphore gate, boolean waited) implements AutoCloseable {
        @Override
        public void close() {
            gate.release();
        }
    }

    Turn enter(StoreId store) {
        Semaphore gate = gates[Math.floorMod(store.hashCode(), GATES)];
        boolean free = gate.tryAcquire();
        if (!free) {
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted while waiting for other writers", e);
            }
        }
        return new Turn(gate, !free);
    }
}

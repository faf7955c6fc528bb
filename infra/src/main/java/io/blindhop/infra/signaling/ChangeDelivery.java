package io.blindhop.infra.signaling;

import io.blindhop.functions.node.Stores;
import io.blindhop.functions.signaling.ChangeFeed;
import io.blindhop.protocol.Generation;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells signaling of changed stores, a moment later and each once, however many puts there were. */
public final class ChangeDelivery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChangeDelivery.class.getName());
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Map<StoreId, LogChange> waiting = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("changes").factory());
    private final Generation generation;
    private ChangeFeed feed;
    private boolean closed;

    /** @param generation of the deployment, which is in every epoch that clients are shown */
    public ChangeDelivery(Generation generation) {
        this.generation = generation;
    }

    /**
     * Begins; what changed before is not told.
     *
     * @param stores of the node
     */
    public synchronized void start(Signaling to, Stores stores) {
        feed = new ChangeFeed(to, generation, stores);
    }

    /** Does not block. */
    public synchronized void changed(LogChange change) {
        if (feed == null || closed) {
            return;
        }
        if (waiting.isEmpty()) {
            var _ = thread.schedule(this::deliver, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
        waiting.merge(change.store(), change, LogChange::orFurther);
    }

    private synchronized List<LogChange> take() {
        List<LogChange> some = List.copyOf(waiting.values());
        waiting.clear();
        return some;
    }

    private void deliver() {
        for (LogChange change : take()) {
            try {
                feed.tell(change);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A change of a store could not be told", e);
            }
        }
    }

    /** Waits for what is being told. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdownNow();
        thread.close();
    }
}

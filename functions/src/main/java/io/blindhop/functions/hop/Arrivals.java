package io.blindhop.functions.hop;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What has been pushed to this process and is not yet brought on: databases, each once, however many pushes there were. It saves
 * a wait and nothing else: what is not in it is brought on when its time has come. Where nobody takes from it, as on Lambda,
 * it stops growing.
 */
public final class Arrivals {
    static final int MOST = 1_000;

    private final Set<Database> waiting = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Database> queue = new LinkedBlockingQueue<>();

    /** A database of a tenant. */
    public record Database(TenantId tenant, DatabaseId dbId) {}

    void add(Database database) {
        if (waiting.size() < MOST && waiting.add(database)) {
            queue.add(database);
        }
    }

    /** Waits until something has arrived, and takes it; empty after {@code wait}. */
    public List<Database> take(Duration wait) throws InterruptedException {
        Database first = queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Database> taken = new ArrayList<>(List.of(first));
        queue.drainTo(taken);
        // Before anybody works on it: what is pushed from now on has to be brought on again.
        taken.forEach(waiting::remove);
        return taken;
    }
}

package io.blindhop.functions.sync;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the event streams of this process about pushes to this process: for the local server, where there is one. A
 * subscriber that is too slow loses events, never its connection's memory: every event makes a client look at the head,
 * and the next one does so too.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final int WAITING_EVENTS = 64;

    /** The store that changed, and how far it has come. */
    public record Change(DatabaseId dbId, StoreKind kind, StoreHead head) {}

    private record Topic(String incarnation, StoreKind kind) {}

    /** One event stream. */
    final class Subscription implements AutoCloseable {
        private final Topic topic;
        private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(WAITING_EVENTS);

        private Subscription(Topic topic) {
            this.topic = topic;
        }

        BlockingQueue<Change> changes() {
            return changes;
        }

        boolean isOver() {
            return closed;
        }

        @Override
        public void close() {
            subscriptions.computeIfPresent(topic, (t, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private final Map<Topic, Set<Subscription>> subscriptions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Subscription subscribe(Tenant tenant, StoreKind kind) {
        Subscription subscription = new Subscription(new Topic(tenant.incarnation(), kind));
        subscriptions.compute(subscription.topic, (t, all) -> {
            Set<Subscription> some = all == null ? ConcurrentHashMap.newKeySet() : all;
            some.add(subscription);
            return some;
        });
        return subscription;
    }

    boolean isObserved(Tenant tenant, StoreKind kind) {
        return subscriptions.containsKey(new Topic(tenant.incarnation(), kind));
    }

    void publish(Tenant tenant, StoreKind kind, DatabaseId dbId, StoreHead head) {
        Change change = new Change(dbId, kind, head);
        Set<Subscription> all = subscriptions.getOrDefault(new Topic(tenant.incarnation(), kind), Set.of());
        all.forEach(subscription -> subscription.changes.offer(change));
    }

    @Override
    public void close() {
        closed = true;
    }
}

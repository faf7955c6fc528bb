package io.blindhop.functions.sync;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells the event streams of this process about pushes to this process: for the local server, where there is one. A
 * subscriber that is too slow loses events, never its connection's memory.
 */
final class PushedChanges implements ChangeFeed {
    private static final int WAITING_EVENTS = 64;

    private record Topic(String incarnation, StoreKind kind) {}

    private final class Queued implements Subscription {
        private final Topic topic;
        private final BlockingQueue<Change> changes = new ArrayBlockingQueue<>(WAITING_EVENTS);

        private Queued(Topic topic) {
            this.topic = topic;
        }

        @Override
        public Optional<Change> next(Duration wait) throws InterruptedException {
            return Optional.ofNullable(changes.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void close() {
            subscriptions.computeIfPresent(topic, (t, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private final Map<Topic, Set<Queued>> subscriptions = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Override
    public Subscription subscribe(Tenant tenant, StoreKind kind, DatabaseId opened, Supplier<StoreHead> head) {
        Queued subscription = new Queued(new Topic(tenant.incarnation(), kind));
        subscriptions.compute(subscription.topic, (t, all) -> {
            Set<Queued> some = all == null ? ConcurrentHashMap.newKeySet() : all;
            some.add(subscription);
            return some;
        });
        return subscription;
    }

    @Override
    public boolean isObserved(Tenant tenant, DatabaseId dbId, StoreKind kind) {
        return subscriptions.containsKey(new Topic(tenant.incarnation(), kind));
    }

    @Override
    public void pushed(Tenant tenant, DatabaseId dbId, StoreKind kind, Supplier<StoreHead> head) {
        publish(tenant.incarnation(), new Change(dbId, kind, head.get()));
    }

    void publish(String incarnation, Change change) {
        Set<Queued> all = subscriptions.getOrDefault(new Topic(incarnation, change.kind()), Set.of());
        all.forEach(subscription -> subscription.changes.offer(change));
    }

    @Override
    public boolean isOver() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}

package io.blindhop.functions.node;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Finds out which stores have changed whose entries are at another node: those that somebody at this process wants to know of,
 * and no others. A store is asked for its head once in a period, however many want to know; whoever waits for changes calls
 * {@link #look}, and one of those who call at the same time asks. For any thread.
 */
public final class HeadWatch {
    private final InstantSource clock;
    private final Duration period;
    private final Map<StoreId, Watched> stores = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** @param period at least so long passes between two questions for the head of a store */
    public HeadWatch(InstantSource clock, Duration period) {
        this.clock = clock;
        this.period = period;
    }

    /** Is told of every change, in the thread of whoever found it. */
    @FunctionalInterface
    public interface Listener {
        void changed(StoreId store, StoreHead head);
    }

    /** Somebody wants to know of a store, until this is closed. */
    public interface Interest extends AutoCloseable {
        @Override
        void close();
    }

    /** What is known of one store. The lock is held by whoever asks for its head. */
    private static final class Watched {
        private final ReentrantLock asking = new ReentrantLock();
        private final List<Supplier<Optional<StoreHead>>> interests = new CopyOnWriteArrayList<>();
        private Optional<StoreHead> last = Optional.empty();
        private Instant asked = Instant.MIN;

        /** A head that is behind one that was told is an answer that was late. */
        private synchronized boolean moves(StoreHead head) {
            boolean moved = last.isEmpty()
                    || !last.get().epoch().equals(head.epoch())
                    || last.get().maxReceiptOrder() < head.maxReceiptOrder();
            if (moved) {
                last = Optional.of(head);
            }
            return moved;
        }
    }

    /** For the life of the process. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /**
     * What happens from now on is told. The first who wants to know of a store has it asked for its head now; if it does not
     * answer, the head with which it does later is told as a change, which it may be.
     *
     * @param head asks the store; empty if this one may not ask, and another may. Throws {@link StoreUnavailableException} if
     *     nobody gets an answer now
     */
    public Interest interest(StoreId store, Supplier<Optional<StoreHead>> head) {
        Watched watched = stores.compute(store, (id, known) -> {
            Watched some = known == null ? new Watched() : known;
            some.interests.add(head);
            return some;
        });
        watched.asking.lock();
        try {
            if (watched.asked.equals(Instant.MIN)) {
                watched.asked = clock.instant();
                answer(List.of(head)).ifPresent(watched::moves);
            }
        } finally {
            watched.asking.unlock();
        }
        return () -> stores.computeIfPresent(store, (id, known) -> {
            known.interests.remove(head);
            return known.interests.isEmpty() ? null : known;
        });
    }

    public boolean isWatched(StoreId store) {
        return stores.containsKey(store);
    }

    /** Asks the store for its head if it is watched, its time has come, and nobody else is asking. */
    public void look(StoreId store) {
        Watched watched = stores.get(store);
        if (watched == null || !watched.asking.tryLock()) {
            return;
        }
        try {
            Instant now = clock.instant();
            if (watched.asked.plus(period).isAfter(now)) {
                return;
            }
            watched.asked = now;
            answer(watched.interests).filter(watched::moves).ifPresent(head -> tell(store, head));
        } finally {
            watched.asking.unlock();
        }
    }

    private static Optional<StoreHead> answer(List<Supplier<Optional<StoreHead>>> heads) {
        try {
            return heads.stream().flatMap(head -> head.get().stream()).findFirst();
        } catch (StoreUnavailableException away) {
            return Optional.empty();
        }
    }

    /** A store has come so far, which is known here without a question: tells at once. */
    public void changed(StoreId store, StoreHead head) {
        Optional.ofNullable(stores.get(store)).ifPresent(watched -> watched.moves(head));
        tell(store, head);
    }

    private void tell(StoreId store, StoreHead head) {
        listeners.forEach(listener -> listener.changed(store, head));
    }
}

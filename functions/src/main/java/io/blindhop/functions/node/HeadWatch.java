package io.blindhop.functions.node;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
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
    private static final System.Logger LOG = System.getLogger(HeadWatch.class.getName());

    /** Of those who want to know of a store and may not ask, so many are tried in one look; the next look begins with others. */
    static final int TRIED = 8;

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
     *     nobody gets an answer now; whatever else it throws concerns nobody but this one
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
                answer(store, List.of(head)).ifPresent(watched::moves);
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
            answer(store, List.copyOf(watched.interests)).filter(watched::moves).ifPresent(head -> tell(store, head));
        } finally {
            watched.asking.unlock();
        }
    }

    private Optional<StoreHead> answer(StoreId store, List<Supplier<Optional<StoreHead>>> heads) {
        try {
            for (Supplier<Optional<StoreHead>> head : heads.subList(0, Math.min(TRIED, heads.size()))) {
                Optional<StoreHead> answered = asked(store, head);
                if (answered.isPresent()) {
                    return answered;
                }
                putLast(store, head);
            }
        } catch (StoreUnavailableException away) {
            LOG.log(Level.DEBUG, "The head of {0} is asked for later: {1}", store, away.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<StoreHead> asked(StoreId store, Supplier<Optional<StoreHead>> head) {
        try {
            return head.get();
        } catch (StoreUnavailableException away) {
            throw away;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Somebody who wants to know of " + store + " could not ask for its head", e);
            return Optional.empty();
        }
    }

    private void putLast(StoreId store, Supplier<Optional<StoreHead>> head) {
        stores.computeIfPresent(store, (id, known) -> {
            if (known.interests.remove(head)) {
                known.interests.add(head);
            }
            return known;
        });
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

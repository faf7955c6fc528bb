package io.blindhop.functions.merge;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a store hands out, for somebody who wants to take it when he is ready: a thread of its own reads ahead by one entry. Holds
 * two payloads in memory. Ends by itself if nobody takes anything for {@value #PATIENCE_SECONDS} seconds. For one thread.
 */
final class EntryStream implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 300;

    private final BlockingQueue<Event> events = new SynchronousQueue<>();
    private final Deque<String> left;
    private final Thread reader;
    private Optional<Event> next = Optional.empty();

    EntryStream(ContentAddressedStore store, List<String> ids) {
        this.left = new ArrayDeque<>(ids);
        this.reader = Thread.ofVirtual().start(() -> read(store, ids));
    }

    /** What comes next. */
    sealed interface Event {}

    record Entry(StoredEntry stored, Bytes payload) implements Event {}

    /** There is no more, or there was a failure. */
    record End(Optional<RuntimeException> failure) implements Event {}

    /** Nobody took anything for too long: whoever wants more has to begin another. */
    record Expired() implements Event {}

    private void read(ContentAddressedStore store, List<String> ids) {
        Optional<RuntimeException> failure = Optional.empty();
        try {
            store.read(ids, (entry, payload) -> hand(new Entry(entry, payload)));
        } catch (IOException nobodyWantsMore) {
            return;
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        } catch (Error e) {
            failure = Optional.of(new IllegalStateException("a read of an upstream died", e));
        }
        try {
            hand(new End(failure));
        } catch (IOException nobodyWantsMore) {
            // Then nobody has to be told that this is the end.
        }
    }

    private void hand(Event event) throws IOException {
        try {
            if (!events.offer(event, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nobody has taken an entry for " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException closed) {
            throw new InterruptedIOException("the read was given up");
        }
    }

    /** Whether the store was asked for an entry that was neither taken nor dropped. */
    boolean isToGive(String id) {
        return left.contains(id);
    }

    /**
     * Waits for what comes next, and leaves it there. What comes before the entry, and is not wanted any more, is dropped.
     *
     * @param id is still to be given
     * @throws InterruptedException if whoever waits is to stop
     */
    Event lookFor(String id) throws InterruptedException {
        Set<String> unwanted = new HashSet<>();
        while (!left.getFirst().equals(id)) {
            unwanted.add(left.removeFirst());
        }
        Event event = peek();
        while (event instanceof Entry(StoredEntry stored, Bytes payload)
                && !stored.id().equals(id)
                && unwanted.contains(stored.id())) {
            next = Optional.empty();
            event = peek();
        }
        return event;
    }

    private Event peek() throws InterruptedException {
        while (next.isEmpty()) {
            // A reader that has ended hands over nothing any more; one that lives may until now have handed over its
            // end.
            boolean over = !reader.isAlive();
            next = Optional.ofNullable(events.poll(over ? 0 : 1, TimeUnit.SECONDS));
            if (over && next.isEmpty()) {
                next = Optional.of(new Expired());
            }
        }
        return next.get();
    }

    /** Takes the entry that was looked for. */
    void take() {
        next = Optional.empty();
        left.removeFirst();
    }

    /** Drops the entry that was looked for, and all up to the one that comes instead. */
    List<String> withheld() {
        List<String> ids = new ArrayList<>();
        do {
            ids.add(left.removeFirst());
        } while (!left.isEmpty() && !comes(left.getFirst()));
        return ids;
    }

    private boolean comes(String id) {
        return next.filter(event ->
                        event instanceof Entry entry && entry.stored().id().equals(id))
                .isPresent();
    }

    /** Ends the read. */
    @Override
    public void close() {
        reader.interrupt();
    }
}

package io.blindhop.functions.merge;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a store hands out, for somebody who wants to take it when he is ready: a thread of its own reads ahead by one entry. Holds
 * two payloads in memory. Ends by itself if nobody takes anything for {@value #PATIENCE_SECONDS} seconds.
 */
final class EntryStream implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 300;

    private final BlockingQueue<Event> events = new SynchronousQueue<>();
    private final Thread reader;
    private Optional<Event> next = Optional.empty();

    EntryStream(ContentAddressedStore store, List<String> ids) {
        this.reader = Thread.ofVirtual().start(() -> read(store, ids));
    }

    /** What comes next. */
    sealed interface Event {}

    record Entry(StoredEntry stored, Bytes payload) implements Event {}

    /** There is no more, or there was a failure. */
    record End(Optional<RuntimeException> failure) implements Event {}

    private void read(ContentAddressedStore store, List<String> ids) {
        Optional<RuntimeException> failure = Optional.empty();
        try {
            store.read(ids, (entry, payload) -> hand(new Entry(entry, payload)));
        } catch (IOException nobodyWantsMore) {
            return;
        } catch (RuntimeException e) {
            failure = Optional.of(e);
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

    /**
     * Waits for what comes next, and leaves it there.
     *
     * @throws InterruptedException if whoever waits is to stop
     */
    Event peek() throws InterruptedException {
        if (next.isEmpty()) {
            next = Optional.of(events.take());
        }
        return next.get();
    }

    /** Takes the entry that was last looked at. */
    void take() {
        next = Optional.empty();
    }

    /** Ends the read. */
    @Override
    public void close() {
        reader.interrupt();
    }
}

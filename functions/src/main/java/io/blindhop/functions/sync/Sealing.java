package io.blindhop.functions.sync;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.wire.Feed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Encrypts entries for their reader on all cores and passes them on in their order. Holds {@value #ENTRIES} entries or
 * {@value #BYTES} bytes of payload at a time (and never less than one), and the same again encrypted.
 */
final class Sealing<T> {
    static final int ENTRIES = 64;
    static final int BYTES = 2 * 1024 * 1024;

    private final BiFunction<StoredEntry, Bytes, T> seal;
    private final Feed.Sink<T> sink;
    private final List<Opened> waiting = new ArrayList<>(ENTRIES);
    private long bytes;

    private Sealing(BiFunction<StoredEntry, Bytes, T> seal, Feed.Sink<T> sink) {
        this.seal = seal;
        this.sink = sink;
    }

    private record Opened(StoredEntry entry, Bytes payload) {}

    /**
     * @param seal is called by any number of threads at once
     * @throws IOException from the sink; what waits then is not passed on
     */
    static <T> void feed(EntryRead read, BiFunction<StoredEntry, Bytes, T> seal, Feed.Sink<T> sink) throws IOException {
        Sealing<T> sealing = new Sealing<>(seal, sink);
        read.to(sealing::add);
        sealing.passOn();
    }

    private void add(StoredEntry entry, Bytes payload) throws IOException {
        waiting.add(new Opened(entry, payload));
        bytes += payload.length();
        if (waiting.size() == ENTRIES || bytes >= BYTES) {
            passOn();
        }
    }

    private void passOn() throws IOException {
        List<T> sealed = waiting.parallelStream()
                .map(each -> seal.apply(each.entry(), each.payload()))
                .toList();
        waiting.clear();
        bytes = 0;
        for (T each : sealed) {
            sink.accept(each);
        }
    }
}

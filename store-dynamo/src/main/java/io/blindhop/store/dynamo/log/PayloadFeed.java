package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands entries with their payloads to a sink, holding at most {@value #WINDOW_BYTES} bytes of payload (and never less
 * than one payload) at a time. Every payload is checked against its content hash before it leaves.
 */
final class PayloadFeed {
    static final int WINDOW_BYTES = 8 * 1024 * 1024;

    private final PayloadReader reader;
    private final StoreId store;

    PayloadFeed(PayloadReader reader, StoreId store) {
        this.reader = reader;
        this.store = store;
    }

    void feed(List<Indexed> entries, EntrySink sink) throws IOException {
        int from = 0;
        while (from < entries.size()) {
            Set<PayloadLocation> window = new LinkedHashSet<>();
            long bytes = 0;
            int to = from;
            while (to < entries.size()) {
                PayloadLocation location = entries.get(to).record().location();
                if (!window.isEmpty() && !window.contains(location) && bytes + location.length() > WINDOW_BYTES) {
                    break;
                }
                if (window.add(location)) {
                    bytes += location.length();
                }
                to++;
            }
            Map<PayloadLocation, Bytes> payloads = reader.read(store, window);
            for (Indexed entry : entries.subList(from, to)) {
                Bytes payload = payloads.get(entry.record().location());
                check(entry, payload);
                sink.accept(entry.stored(), payload);
            }
            from = to;
        }
    }

    private static void check(Indexed entry, Bytes payload) {
        String expected = entry.record().metadata().contentHash();
        if (!ContentHash.of(payload).equals(expected)) {
            throw new CorruptStoreException(
                    "the stored payload of entry " + entry.record().id() + " does not hash to " + expected);
        }
    }
}

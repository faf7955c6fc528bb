package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.ObjectGoneException;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hands entries with their payloads to a sink, holding at most {@value #WINDOW_BYTES} bytes of payload (and never less
 * than one payload) at a time. Every payload is checked against its content hash before it leaves.
 */
final class PayloadFeed {
    static final int WINDOW_BYTES = 8 * 1024 * 1024;

    private final PayloadReader reader;
    private final StoreRows rows;

    PayloadFeed(BlobStore blobs, StoreRows rows) {
        this.reader = new PayloadReader(blobs);
        this.rows = rows;
    }

    void feed(List<Indexed> wanted, EntrySink sink) throws IOException {
        List<Indexed> entries = wanted;
        boolean fresh = false;
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
            Map<PayloadLocation, Bytes> payloads;
            try {
                payloads = reader.read(rows.store(), window);
            } catch (ObjectGoneException gone) {
                if (fresh) {
                    throw new CorruptStoreException(gone.getMessage());
                }
                // Purged, or moved to another object, after its place was looked up.
                entries = lookUpAgain(entries.subList(from, entries.size()));
                fresh = true;
                from = 0;
                continue;
            }
            fresh = false;
            for (Indexed entry : entries.subList(from, to)) {
                Bytes payload = payloads.get(entry.record().location());
                check(entry, payload);
                sink.accept(entry.stored(), payload);
            }
            from = to;
        }
    }

    /** In the blocks: the index is derived from them, and may name a place that a dead sweep has given up. */
    private List<Indexed> lookUpAgain(List<Indexed> entries) {
        Map<Long, Commit> commits = new TreeMap<>();
        entries.forEach(entry ->
                rows.log().holding(entry.receiptOrder()).ifPresent(commit -> commits.put(commit.first(), commit)));
        Map<Long, Indexed> found = new HashMap<>();
        rows.blocks()
                .read(List.copyOf(commits.values()))
                .forEach(records -> records.forEach(entry -> found.put(entry.receiptOrder(), entry)));
        return entries.stream()
                .map(entry -> found.get(entry.receiptOrder()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void check(Indexed entry, Bytes payload) {
        String expected = entry.record().metadata().contentHash();
        if (!ContentHash.of(payload).equals(expected)) {
            throw new CorruptStoreException(
                    "the stored payload of entry " + entry.record().id() + " does not hash to " + expected);
        }
    }
}

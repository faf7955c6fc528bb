package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.codec.StoredPayload;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.ObjectGoneException;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hands entries with their payloads to a sink, holding at most {@value #WINDOW_BYTES} bytes of payload from objects (and never
 * less than one payload) at a time. Every payload is checked against its content hash before it leaves.
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
            List<Indexed> window = window(entries.subList(from, entries.size()));
            Map<PayloadLocation, Bytes> payloads;
            try {
                payloads = read(window);
            } catch (CorruptStoreException | ObjectGoneException damage) {
                List<Indexed> rest = entries.subList(from, entries.size());
                // Purged, perhaps, after its place was looked up.
                entries = fresh ? withoutPurged(rest, window, damage) : lookUpAgain(rest);
                fresh = true;
                from = 0;
                continue;
            }
            fresh = false;
            for (Indexed entry : window) {
                sink.accept(entry.stored(), payload(entry, payloads));
            }
            from += window.size();
        }
    }

    private static List<Indexed> window(List<Indexed> entries) {
        Set<PayloadLocation> locations = new HashSet<>();
        long bytes = 0;
        int count = 0;
        for (Indexed entry : entries) {
            Optional<PayloadLocation> location = entry.record().location();
            if (location.isPresent() && !locations.contains(location.get())) {
                int length = location.get().length();
                if (!locations.isEmpty() && bytes + length > WINDOW_BYTES) {
                    break;
                }
                locations.add(location.get());
                bytes += length;
            }
            count++;
        }
        return entries.subList(0, count);
    }

    private Map<PayloadLocation, Bytes> read(List<Indexed> window) {
        Set<PayloadLocation> locations = new LinkedHashSet<>();
        window.forEach(entry -> entry.record().location().ifPresent(locations::add));
        Map<PayloadLocation, Bytes> payloads = locations.isEmpty() ? Map.of() : reader.read(rows.store(), locations);
        window.forEach(entry -> check(entry, payload(entry, payloads)));
        return payloads;
    }

    private static Bytes payload(Indexed entry, Map<PayloadLocation, Bytes> payloads) {
        return switch (entry.record().payload()) {
            case StoredPayload.InObject(PayloadLocation location) -> payloads.get(location);
            case StoredPayload.Inline(Bytes bytes) -> bytes;
        };
    }

    /** The rows of a purged document may outlive its payloads, where the table was restored to what it was before. */
    private List<Indexed> withoutPurged(List<Indexed> entries, List<Indexed> window, RuntimeException damage) {
        Set<String> docIds = new HashSet<>();
        window.forEach(entry -> docIds.add(entry.record().metadata().docId()));
        Set<String> purged = rows.guard().purgedAmong(docIds);
        if (purged.isEmpty()) {
            throw damage instanceof CorruptStoreException corrupt
                    ? corrupt
                    : new CorruptStoreException(damage.getMessage());
        }
        return entries.stream()
                .filter(entry -> !purged.contains(entry.record().metadata().docId()))
                .toList();
    }

    /** In the blocks: the index is derived from them, and may go on naming for a while what was purged. */
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

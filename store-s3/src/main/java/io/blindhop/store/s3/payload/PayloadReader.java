package io.blindhop.store.s3.payload;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads payloads by location. Ranges of one object that lie within {@value #GAP} bytes of each other are one GET: a batch
 * that was pushed together costs one GET to pull.
 */
public final class PayloadReader {
    /** Reading this many unwanted bytes costs less time than another request. */
    static final int GAP = 128 * 1024;

    private final BlobStore blobs;

    public PayloadReader(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * The bytes at each location. Holds all of them in memory: the caller bounds their sum.
     *
     * @throws ObjectGoneException if an object is not there (any more)
     * @throws CorruptStoreException if it is too short
     */
    public Map<PayloadLocation, Bytes> read(StoreId store, Set<PayloadLocation> locations) {
        Map<String, List<PayloadLocation>> byObject = new TreeMap<>();
        for (PayloadLocation location : locations) {
            byObject.computeIfAbsent(location.objectName(store), name -> new ArrayList<>())
                    .add(location);
        }
        List<Range> ranges = new ArrayList<>();
        byObject.forEach((name, wanted) -> merge(name, wanted, ranges));
        Map<PayloadLocation, Bytes> payloads = HashMap.newHashMap(locations.size());
        for (Map<PayloadLocation, Bytes> part : Parallel.map(ranges, this::fetch)) {
            payloads.putAll(part);
        }
        return payloads;
    }

    private static void merge(String name, List<PayloadLocation> wanted, List<Range> ranges) {
        wanted.sort(Comparator.comparingLong(PayloadLocation::offset));
        Range open = null;
        for (PayloadLocation location : wanted) {
            if (open == null || location.offset() > open.end() + GAP) {
                open = new Range(name, new ArrayList<>());
                ranges.add(open);
            }
            open.wanted().add(location);
        }
    }

    private Map<PayloadLocation, Bytes> fetch(Range range) {
        long start = range.start();
        int length = Math.toIntExact(range.end() - start);
        Bytes bytes = length == 0
                ? Bytes.empty()
                : blobs.get(range.name(), start, length).orElseThrow(() -> new ObjectGoneException(range.name()));
        Map<PayloadLocation, Bytes> payloads = HashMap.newHashMap(range.wanted().size());
        for (PayloadLocation location : range.wanted()) {
            payloads.put(location, bytes.slice(Math.toIntExact(location.offset() - start), location.length()));
        }
        return payloads;
    }

    private record Range(String name, List<PayloadLocation> wanted) {
        long start() {
            return wanted.getFirst().offset();
        }

        long end() {
            long end = 0;
            for (PayloadLocation location : wanted) {
                end = Math.max(end, location.offset() + location.length());
            }
            return end;
        }
    }
}

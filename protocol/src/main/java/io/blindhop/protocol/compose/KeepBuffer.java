package io.blindhop.protocol.compose;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Collects entries on their way through, and has them kept a few megabytes at a time. */
final class KeepBuffer {
    private static final System.Logger LOG = System.getLogger(KeepBuffer.class.getName());
    private static final int BYTES = 4 * 1024 * 1024;
    private static final int ENTRIES = 1000;

    private final EntryCache cache;
    private final List<Kept> waiting = new ArrayList<>();
    private long bytes;

    KeepBuffer(EntryCache cache) {
        this.cache = cache;
    }

    void add(StoredEntry entry, Bytes payload) {
        waiting.add(new Kept(entry, payload));
        bytes += payload.length();
        if (bytes >= BYTES || waiting.size() >= ENTRIES) {
            flush();
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Kept> now = List.copyOf(waiting);
        waiting.clear();
        bytes = 0;
        keep(cache, now);
    }

    /** Whoever reads or writes through the cache has what they came for, whether the cache can keep it or not. */
    static void keep(EntryCache cache, List<Kept> entries) {
        try {
            cache.keep(entries);
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "{0} entries were not kept in the cache: {1}", entries.size(), e.getMessage());
        }
    }
}

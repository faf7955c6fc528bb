package io.blindhop.functions.hop;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client has of a store that it pulls by a cursor, which it keeps. */
final class Replica {
    private static final int PAGE = 7;

    private final Map<String, Bytes> payloads = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();
    private Optional<Cursor> cursor = Optional.empty();

    /** Goes on after what was shown last; what was not read whole is asked for again. */
    Replica pull(ContentAddressedStore store) {
        ScanPage page;
        do {
            page = store.scan(cursor, PAGE, ScanFilter.ALL);
            List<String> ids = page.entries().stream().map(StoredEntry::id).toList();
            read(store, ids);
            shown.addAll(ids);
            cursor = page.next();
        } while (page.hasMore());
        return this;
    }

    private void read(ContentAddressedStore store, List<String> ids) {
        try {
            store.read(
                    ids.stream().filter(id -> !payloads.containsKey(id)).toList(),
                    (entry, payload) -> payloads.put(entry.id(), payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By id, in the order in which they came. */
    Map<String, Bytes> payloads() {
        return payloads;
    }

    /** Ids as pages named them. */
    List<String> shown() {
        return shown;
    }
}

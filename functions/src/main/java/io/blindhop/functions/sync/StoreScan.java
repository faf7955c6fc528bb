package io.blindhop.functions.sync;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.wire.Feed;
import java.io.IOException;
import java.util.Optional;

/**
 * All matching entries of a store in receipt order, a page at a time. The first page is read at once: a store that cannot
 * answer is then an error with a status rather than an answer that is cut.
 */
final class StoreScan implements Feed<StoredEntry> {
    private final ContentAddressedStore store;
    private final ScanFilter filter;
    private final ScanPage first;

    StoreScan(ContentAddressedStore store, ScanFilter filter) {
        this.store = store;
        this.filter = filter;
        this.first = page(Optional.empty());
    }

    ScanPage first() {
        return first;
    }

    /** How much of the store the first page has seen, above 0 and at most 1; reads the head if there is more. */
    double shareOfFirst() {
        if (!first.hasMore()) {
            return 1;
        }
        long seen = first.next().map(Cursor::seenUpTo).orElse(1L);
        return (double) seen / Math.max(seen + 1, store.head().maxReceiptOrder());
    }

    private ScanPage page(Optional<Cursor> after) {
        return store.scan(after, ContentAddressedStore.MAX_SCAN_LIMIT, filter);
    }

    @Override
    public void to(Sink<? super StoredEntry> sink) throws IOException {
        ScanPage page = first;
        while (true) {
            for (StoredEntry entry : page.entries()) {
                sink.accept(entry);
            }
            if (!page.hasMore()) {
                return;
            }
            page = page(page.next());
        }
    }
}

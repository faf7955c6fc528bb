package io.blindhop.protocol.client;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.wire.SyncAnswers;
import io.blindhop.protocol.wire.SyncBodies;
import java.util.Optional;

/** The head and the pages of a store of another server, checked for what would send their reader astray. */
final class RemoteScan {
    private static final long MAX_ORDER = 9_007_199_254_740_991L;

    /** Not before any other id of the same order. */
    private static final String LAST_ID = "\uFFFF";

    private final RemoteStore store;

    RemoteScan(RemoteStore store) {
        this.store = store;
    }

    StoreHead head() {
        store.terms();
        return store.post("getStoreHead", SyncBodies.ofDatabase(store.dbId()), SyncAnswers::head);
    }

    ScanPage page(Optional<Cursor> after, int limit, ScanFilter filter) {
        if (limit < 1 || limit > ContentAddressedStore.MAX_SCAN_LIMIT) {
            throw new IllegalArgumentException(
                    "scan limit must be 1 to " + ContentAddressedStore.MAX_SCAN_LIMIT + ", not " + limit);
        }
        store.terms();
        long seen = after.map(Cursor::seenUpTo).orElse(0L);
        Optional<Cursor> sent = after.flatMap(cursor -> cursor.id().isEmpty() || seen > MAX_ORDER || seen == 0
                ? after(Math.min(seen, MAX_ORDER))
                : Optional.of(cursor));
        ScanPage page = store.post(
                "scanEntriesSince", SyncBodies.scan(store.dbId(), sent, limit, filter), SyncAnswers::scanPage);
        require(page, seen, limit, filter);
        boolean moved = page.next().map(Cursor::seenUpTo).orElse(0L) > seen;
        return moved ? page : new ScanPage(page.entries(), after, page.hasMore());
    }

    /** The place behind an order, as a cursor that any server takes. */
    static Optional<Cursor> after(long order) {
        return order == 0 ? Optional.empty() : Optional.of(new Cursor(order, LAST_ID));
    }

    private void require(ScanPage page, long seen, int limit, ScanFilter filter) {
        if (page.entries().size() > limit) {
            throw bad("has " + page.entries().size() + " entries, " + limit + " were asked for");
        }
        long last = seen;
        for (StoredEntry entry : page.entries()) {
            if (entry.receiptOrder() <= last) {
                throw bad("has order " + entry.receiptOrder() + " after " + last);
            }
            if (!filter.matches(entry.metadata())) {
                throw bad("has an entry that was not asked for: " + entry.id());
            }
            last = entry.receiptOrder();
        }
        long next = page.next().map(Cursor::seenUpTo).orElse(0L);
        if (next < last && !(page.entries().isEmpty() && seen > MAX_ORDER)) {
            throw bad("ends at order " + last + " and says to go on after " + next);
        }
        if (page.hasMore() && next <= seen) {
            throw bad("says that there is more and does not move on from " + seen);
        }
    }

    private BadAnswerException bad(String what) {
        return new BadAnswerException(store + ": a page " + what);
    }
}

package io.blindhop.protocol.client;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.wire.AnsweredEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where a server has put what was pushed to it just now: a stock server answers a push with the pusher's orders, not
 * with its own (protocol 3.3.4). They are at the end of its log.
 */
final class Arrivals {
    /** How far back from the end to look: others push too. */
    private static final long FARTHEST = 100_000;

    private final RemoteStore store;
    private final RemoteScan scan;

    Arrivals(RemoteStore store) {
        this.store = store;
        this.scan = new RemoteScan(store);
    }

    /** @throws BadAnswerException if one is not there, although it was acknowledged */
    Map<String, StoredEntry> find(Map<String, AnsweredEntry> acknowledged) {
        Map<String, StoredEntry> found = new HashMap<>();
        if (acknowledged.isEmpty()) {
            return found;
        }
        long end = scan.head().maxReceiptOrder();
        long depth = acknowledged.size();
        long from = end;
        while (found.size() < acknowledged.size() && from > 0 && depth <= FARTHEST) {
            long until = from;
            from = Math.max(0, end - depth);
            between(from, until, acknowledged, found);
            depth *= 8;
        }
        if (found.size() < acknowledged.size()) {
            throw new BadAnswerException(store + " acknowledged " + acknowledged.size() + " new entries and shows "
                    + found.size() + " of them");
        }
        return found;
    }

    private void between(
            long from, long until, Map<String, AnsweredEntry> acknowledged, Map<String, StoredEntry> found) {
        Optional<Cursor> after = RemoteScan.after(from);
        ScanPage page;
        do {
            page = scan.page(after, ContentAddressedStore.MAX_SCAN_LIMIT, ScanFilter.ALL);
            page.entries().stream()
                    .filter(entry -> acknowledged.containsKey(entry.id()))
                    .forEach(entry -> found.put(entry.id(), entry));
            after = page.next();
        } while (page.hasMore() && after.map(Cursor::receiptOrder).orElse(0L) < until);
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages of the log. Reads the commits of its own page and no others, so that a page costs the same wherever in the log it
 * lies; a filtered page examines at most {@link LogLimits#SCAN_EXAMINES} entries and may then be short.
 */
final class LogScan {
    private static final int FIRST_COMMITS = 8;

    private final StoreRows rows;

    LogScan(StoreRows rows) {
        this.rows = rows;
    }

    ScanPage page(Optional<Cursor> cursor, int limit, ScanFilter filter) {
        long seen = cursor.map(Cursor::seenUpTo).orElse(0L);
        Page page = new Page(cursor, seen, limit, filter);
        Optional<Commit> start = rows.log().holding(seen + 1);
        if (start.isEmpty()) {
            return page.finish(false);
        }
        List<Commit> commits = List.of(start.get());
        for (int ask = FIRST_COMMITS; !commits.isEmpty(); ask = Math.min(ask * 2, LogLimits.COMMITS_AT_ONCE)) {
            if (!fill(page, commits)) {
                return page.finish(true);
            }
            commits = rows.log().after(commits.getLast().last(), ask);
        }
        return page.finish(false);
    }

    /** Reads blocks together, as many as the page has room for. */
    private boolean fill(Page page, List<Commit> commits) {
        List<Commit> part = new ArrayList<>();
        long available = 0;
        for (Commit commit : commits) {
            if (page.endsBefore(commit)) {
                return false;
            }
            part.add(commit);
            available += page.unseen(commit);
            if (available >= page.room()) {
                if (!take(page, part)) {
                    return false;
                }
                part.clear();
                available = 0;
            }
        }
        return take(page, part);
    }

    private boolean take(Page page, List<Commit> commits) {
        List<List<Indexed>> records = rows.blocks().read(commits);
        for (int i = 0; i < commits.size(); i++) {
            if (!page.take(commits.get(i), records.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A page as it fills. */
    private static final class Page {
        private final List<StoredEntry> entries = new ArrayList<>();
        private final long seen;
        private final int limit;
        private final ScanFilter filter;
        private Optional<Cursor> examined;
        private int examinedCount;

        Page(Optional<Cursor> cursor, long seen, int limit, ScanFilter filter) {
            this.examined = cursor;
            this.seen = seen;
            this.limit = limit;
            this.filter = filter;
        }

        int room() {
            return limit - entries.size();
        }

        long unseen(Commit commit) {
            return commit.entries() == 0 ? 0 : commit.last() - Math.max(seen, commit.first() - 1);
        }

        /** Whether it is certain without a look at its entries that the page is full and the commit has more. */
        boolean endsBefore(Commit commit) {
            return room() == 0 && filter.equals(ScanFilter.ALL) && unseen(commit) > 0;
        }

        /** @return false if the page ended before the commit did: there is more */
        boolean take(Commit commit, List<Indexed> records) {
            for (Indexed indexed : records) {
                EntryRecord entry = indexed.record();
                long at = indexed.receiptOrder();
                if (at <= seen) {
                    continue;
                }
                boolean wanted = filter.matches(entry.metadata());
                boolean pageIsFull = wanted && room() == 0;
                if (pageIsFull || examinedCount == LogLimits.SCAN_EXAMINES) {
                    return false;
                }
                if (wanted) {
                    entries.add(entry.at(at));
                }
                if (wanted || entries.size() < limit) {
                    // Behind a full page the cursor stays, or the next page would begin too late.
                    examined = Optional.of(new Cursor(at, entry.id()));
                }
                examinedCount++;
            }
            long last = records.isEmpty() ? 0 : records.getLast().receiptOrder();
            if (room() > 0 && commit.last() > Math.max(seen, last)) {
                // Without this a client would ask again and again for what lies at orders that hold no entry.
                examined = Optional.of(new Cursor(commit.last(), ""));
            }
            return true;
        }

        ScanPage finish(boolean hasMore) {
            return new ScanPage(entries, examined, hasMore);
        }
    }
}

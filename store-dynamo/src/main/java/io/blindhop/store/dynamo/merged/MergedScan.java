package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.store.dynamo.log.LogLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One page of a merged log as it fills. Reads the commits of the page and no others; a filtered page examines at most
 * {@link LogLimits#SCAN_EXAMINES} entries and may then be short.
 */
final class MergedScan {
    private static final int FIRST_COMMITS = 2;
    private static final int COMMITS_AT_ONCE = 16;

    private final MergedRows rows;
    private final LongSupplier tail;
    private final long seen;
    private final int limit;
    private final ScanFilter filter;
    private final List<StoredEntry> entries = new ArrayList<>();
    private Optional<Cursor> examined;
    private int examinedCount;

    /** @param tail the order of the tail, which is read only if the page is full */
    MergedScan(MergedRows rows, LongSupplier tail, Optional<Cursor> after, int limit, ScanFilter filter) {
        this.rows = rows;
        this.tail = tail;
        this.seen = after.map(Cursor::seenUpTo).orElse(0L);
        this.limit = limit;
        this.filter = filter;
        this.examined = after;
    }

    ScanPage page() {
        List<MergedCommit> commits = seen == Long.MAX_VALUE
                ? List.of()
                : rows.holding(seen + 1).stream().toList();
        for (int ask = FIRST_COMMITS; !commits.isEmpty(); ask = Math.min(ask * 2, COMMITS_AT_ONCE)) {
            for (MergedCommit commit : commits) {
                if (!take(commit)) {
                    return new ScanPage(entries, examined, true);
                }
            }
            if (entries.size() == limit && filter.equals(ScanFilter.ALL)) {
                return new ScanPage(
                        entries, examined, tail.getAsLong() > commits.getLast().last());
            }
            commits = rows.after(commits.getLast().last(), ask);
        }
        return new ScanPage(entries, examined, false);
    }

    /** @return false if the page ended before the commit did: there is more */
    private boolean take(MergedCommit commit) {
        long last = 0;
        for (StoredEntry entry : commit.entries()) {
            last = entry.receiptOrder();
            if (last <= seen) {
                continue;
            }
            boolean wanted = filter.matches(entry.metadata());
            if ((wanted && entries.size() == limit) || examinedCount == LogLimits.SCAN_EXAMINES) {
                return false;
            }
            if (wanted) {
                entries.add(entry);
            }
            if (wanted || entries.size() < limit) {
                // Behind a full page the cursor stays, or the next page would begin too late.
                examined = Optional.of(new Cursor(last, entry.id()));
            }
            examinedCount++;
        }
        if (entries.size() < limit && commit.last() > Math.max(seen, last)) {
            // Without this a client would ask again and again for what lies at orders that hold no entry.
            examined = Optional.of(new Cursor(commit.last(), ""));
        }
        return true;
    }
}

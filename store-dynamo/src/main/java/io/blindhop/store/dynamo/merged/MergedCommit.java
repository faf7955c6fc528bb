package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.store.s3.PutId;
import java.util.List;

/**
 * One row of a merged log: the orders {@code first} to {@code last} and what lies at them. The row that is written first under a
 * key wins the orders; it is never deleted or moved.
 *
 * @param put told apart from every other try to win the orders
 * @param source where the entries were seen
 * @param totalEntries that were ever committed, this commit included and purged ones too
 * @param at milliseconds
 * @param revision grows when entries are purged
 * @param entries in order; fewer than there are orders if some were purged
 */
record MergedCommit(
        PutId put,
        String source,
        long first,
        long last,
        long totalEntries,
        long at,
        long revision,
        List<StoredEntry> entries) {
    MergedCommit {
        entries = List.copyOf(entries);
    }

    List<MergedEntry> merged() {
        return entries.stream().map(entry -> new MergedEntry(entry, source)).toList();
    }
}

package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes from merged logs what belongs to documents on the {@link Denylist}; their orders stay empty for ever. Can die anywhere
 * and be run again: it looks through the whole log, which is the price of a purge and of nothing else.
 */
public final class MergedPurge {
    private static final int COMMITS_AT_ONCE = 8;

    private final LogContext context;

    public MergedPurge(LogContext context) {
        this.context = context;
    }

    /** Does nothing for a database without a merged log. */
    public void run(String incarnation, String dbId) {
        Denylist denied = new Denylist(context.table(), incarnation, dbId);
        for (StoreKind kind : StoreKind.values()) {
            MergedRows rows = new MergedRows(context, new StoreId(incarnation, dbId, kind));
            if (rows.settled().isPresent()) {
                run(rows, denied);
            }
        }
    }

    private static void run(MergedRows rows, Denylist denied) {
        long order = 0;
        for (List<MergedCommit> some = rows.after(order, COMMITS_AT_ONCE);
                !some.isEmpty();
                some = rows.after(order, COMMITS_AT_ONCE)) {
            some.forEach(commit -> purge(rows, commit, denied));
            order = some.getLast().last();
        }
    }

    private static void purge(MergedRows rows, MergedCommit read, Denylist denied) {
        Set<String> purged = denied.purgedAmong(
                read.entries().stream().map(entry -> entry.metadata().docId()).collect(Collectors.toSet()));
        Optional<MergedCommit> commit = Optional.of(read).filter(some -> !purged.isEmpty());
        while (commit.isPresent()) {
            List<StoredEntry> entries = commit.get().entries();
            if (rows.begun().upTo() < commit.get().last()) {
                rows.settle(commit.get());
            }
            // The index first: by the commit the next run finds what this one leaves.
            List<StoredEntry> gone = entries.stream()
                    .filter(entry -> purged.contains(entry.metadata().docId()))
                    .toList();
            rows.index().remove(gone);
            List<StoredEntry> left = entries.stream()
                    .filter(entry -> !purged.contains(entry.metadata().docId()))
                    .toList();
            boolean replaced = left.size() < entries.size() && rows.replace(commit.get(), left);
            if (replaced) {
                // Again: whoever brought the commit into the index in between may not notice that it has changed.
                rows.index().remove(gone);
            }
            boolean done = left.size() == entries.size() || replaced;
            commit = done ? Optional.empty() : rows.at(read.first());
        }
    }
}

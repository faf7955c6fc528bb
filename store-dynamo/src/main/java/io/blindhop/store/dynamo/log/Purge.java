package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Condemned.ObjectRef;
import io.blindhop.store.dynamo.log.PurgeJobs.Job;
import io.blindhop.store.s3.StoreId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes every entry of a document that is on the {@link Denylist}. Can die anywhere and be run again: it goes by what it
 * finds.
 *
 * <p>A control commit comes first: a writer that did not see the denylist loses to it and looks again, so that every entry
 * of the document lies before it. Objects are condemned before the entries that refer to them go, and deleted by
 * {@link ObjectSweep} a good while later.
 */
final class Purge {
    private final LogContext context;
    private final Maintenance.PurgeWitness witness;

    Purge(LogContext context, Maintenance.PurgeWitness witness) {
        this.context = context;
        this.witness = witness;
    }

    /** @return whether nothing is left to be done */
    boolean run(Job job) {
        long now = context.clock().millis();
        boolean first = job.removedAt() == 0;
        if (!first && now - job.removedAt() < LogLimits.LITTER_GRACE.toMillis()) {
            return false;
        }
        for (StoreKind kind : StoreKind.values()) {
            remove(new StoreId(job.incarnation(), job.dbId(), kind), job.docId());
        }
        witness.purged(job.incarnation(), job.dbId());
        // Once more after a while: a writer that was slow to index may have brought back rows of the index.
        PurgeJobs jobs = new PurgeJobs(context.table());
        if (first) {
            jobs.write(new Job(job.incarnation(), job.dbId(), job.docId(), now));
        } else {
            jobs.done(job);
        }
        return !first;
    }

    private void remove(StoreId store, String docId) {
        StoreRows rows = StoreRows.of(context, store);
        if (rows.log().existingTail().isEmpty()) {
            return;
        }
        Commit fence = new ControlCommit(context, rows).append();
        List<Indexed> entries = rows.lookup(fence).document(docId);
        // Whether or not they are still looked at: they say much about what is to be forgotten.
        List<Indexed> oldRows = rows.index().document(docId);
        if (!entries.isEmpty()) {
            remove(rows, entries, docId);
        }
        // Last of all: in a store that has them, rows are what the next run finds the entries by.
        rows.index().remove(oldRows);
    }

    private void remove(StoreRows rows, List<Indexed> entries, String docId) {
        Set<ObjectRef> objects = new HashSet<>();
        entries.forEach(entry -> entry.record().location().map(ObjectRef::of).ifPresent(objects::add));
        if (!objects.isEmpty()) {
            new Condemned(context.table(), rows.store())
                    .addObjects(objects, context.clock().millis());
        }
        Set<Long> commits = new TreeSet<>();
        entries.forEach(
                entry -> rows.log().holding(entry.receiptOrder()).ifPresent(commit -> commits.add(commit.first())));
        CommitRewrite rewrite = new CommitRewrite(context, rows);
        commits.forEach(first -> rewrite.apply(first, entry -> keepUnlessOf(docId, entry)));
    }

    private static Optional<EntryRecord> keepUnlessOf(String docId, Indexed entry) {
        return Optional.of(entry.record())
                .filter(record -> !record.metadata().docId().equals(docId));
    }
}

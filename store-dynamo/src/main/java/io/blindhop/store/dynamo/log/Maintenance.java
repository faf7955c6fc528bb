package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Intents.Intent;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * Finishes or clears away what crashed puts left behind, carries out purges and deletes what is of no use any more. May run
 * twice at once and be killed anywhere: every step can be done again, and what says that it is to be done is removed last.
 * Finds its work in lists, never by looking through the stores of all tenants.
 */
public final class Maintenance {
    private static final int INTENTS_PER_SHARD = 100;
    private static final int JOBS = 1000;

    private final LogContext context;
    private final PurgeWitness purges;

    public Maintenance(LogContext context) {
        this(context, (incarnation, dbId) -> {});
    }

    /** @param purges is told each time that entries of a database are removed */
    public Maintenance(LogContext context, PurgeWitness purges) {
        this.context = context;
        this.purges = purges;
    }

    /** Whoever else keeps entries of a database has to let go of what was purged. */
    @FunctionalInterface
    public interface PurgeWitness {
        void purged(String incarnation, String dbId);
    }

    /**
     * What cannot be done is left to the next run, and keeps nothing else from being done.
     *
     * @return what was found, for the log and the tests
     * @throws RuntimeException the first of those that kept something from being done
     */
    public Report run() {
        Work work = new Work();
        long before = context.clock().millis() - LogLimits.LITTER_GRACE.toMillis();
        for (Intent intent : new Intents(context.table()).olderThan(before, INTENTS_PER_SHARD)) {
            work.step(() -> settle(intent, work));
        }
        // Before the purges: they look up what they purge.
        for (StoreId store : new IndexJobs(context.table()).pending(JOBS)) {
            work.step(() -> merge(store));
        }
        for (PurgeJobs.Job job : new PurgeJobs(context.table()).pending(JOBS)) {
            work.step(() -> work.purged += new Purge(context, purges).run(job) ? 1 : 0);
        }
        for (StoreId store : Condemned.stores(context.table(), JOBS)) {
            work.step(() -> work.deleted += new ObjectSweep(context, store).run());
        }
        return work.done();
    }

    /** What a run has done so far. */
    private static final class Work {
        private int finished;
        private int collected;
        private int purged;
        private int deleted;
        private final MaintenanceSteps steps = new MaintenanceSteps();

        void step(Runnable step) {
            steps.step(step);
        }

        Report done() {
            steps.done();
            return new Report(finished, collected, purged, deleted);
        }
    }

    private void settle(Intent intent, Work work) {
        StoreRows rows = StoreRows.of(context, intent.store());
        Optional<Commit> commit = fenced(rows, intent);
        if (commit.isPresent()) {
            finish(rows, intent, commit.get());
            work.finished++;
        } else {
            rows.keeper().removeLitter(intent.putId());
            new Litter(context).remove(intent.store(), intent.putId());
            work.collected++;
        }
    }

    private void merge(StoreId store) {
        StoreRows rows = StoreRows.of(context, store);
        boolean nothingIsLeft =
                rows.log().existingTail().map(rows.keeper()::mergeAll).orElse(true);
        if (nothingIsLeft) {
            new IndexJobs(context.table()).done(store);
        }
    }

    /**
     * @param finished puts that had committed, and of which the rest was done now
     * @param collected puts that had not, whose objects and rows were removed
     * @param purged documents of which nothing is left
     * @param deleted objects that nothing referred to any more
     */
    public record Report(int finished, int collected, int purged, int deleted) {
        public boolean foundWork() {
            return finished + collected + purged + deleted > 0;
        }
    }

    private void finish(StoreRows rows, Intent intent, Commit commit) {
        rows.index()
                .writePayloads(rows.blocks().read(List.of(commit)).getFirst().stream()
                        .map(Indexed::record)
                        .toList());
        rows.keeper().removeLitter(intent.putId());
        rows.blocks().deleteSuperseded(intent.putId(), commit.blocks().attempt());
        new Intents(context.table()).end(intent.putId());
    }

    /**
     * The put's commit, or the certainty that there will never be one.
     *
     * <p>A writer that was frozen between its last look at the clock and its commit would still win the next order if
     * nobody else has written since. A control commit takes that order away from it; a writer that loses to it looks at
     * the clock again and finds its deadline passed.
     */
    private Optional<Commit> fenced(StoreRows rows, Intent intent) {
        Optional<Commit> newest = rows.log().existingTail();
        if (newest.isEmpty()) {
            // The put had read a tail, so there was one: the store went with its tenant and must not begin again.
            return Optional.empty();
        }
        Commit tail = newest.get();
        Optional<Commit> committed = search(rows, intent, intent.from(), tail.last());
        while (committed.isEmpty()) {
            if (new ControlCommit(context, rows).append(tail).isPresent()) {
                return Optional.empty();
            }
            Commit newTail = rows.log().tail();
            committed = search(rows, intent, tail.last(), newTail.last());
            tail = newTail;
        }
        return committed;
    }

    /** Looks at every commit since the put began; clocks of writers may differ, so time cannot end the search. */
    private static Optional<Commit> search(StoreRows rows, Intent intent, long after, long upTo) {
        return rows.log().between(after, upTo).stream()
                .filter(commit -> commit.putId().equals(intent.putId()))
                .findFirst();
    }
}

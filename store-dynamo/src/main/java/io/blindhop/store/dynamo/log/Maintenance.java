package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import io.blindhop.store.dynamo.log.Intents.Intent;
import java.util.Optional;

/**
 * Finishes or clears away what crashed puts left behind. May run twice at once and be killed anywhere: every step can be
 * done again, and the intent is removed last.
 */
public final class Maintenance {
    private static final int INTENTS_PER_SHARD = 100;

    private final LogContext context;

    public Maintenance(LogContext context) {
        this.context = context;
    }

    /** @return what was found, for the log and the tests */
    public Report run() {
        int finished = 0;
        int collected = 0;
        long before = context.clock().millis() - LogLimits.LITTER_GRACE.toMillis();
        for (Intent intent : new Intents(context.table()).olderThan(before, INTENTS_PER_SHARD)) {
            StoreRows rows = StoreRows.of(context, intent.store());
            Optional<Commit> commit = fenced(rows, intent);
            if (commit.isPresent()) {
                finish(rows, intent, commit.get());
                finished++;
            } else {
                new Litter(context).remove(intent.store(), intent.putId());
                collected++;
            }
        }
        return new Report(finished, collected);
    }

    /**
     * @param finished puts that had committed and were indexed now
     * @param collected puts that had not, whose objects and rows were removed
     */
    public record Report(int finished, int collected) {}

    private void finish(StoreRows rows, Intent intent, Commit commit) {
        if (!commit.indexed()) {
            rows.indexer().index(commit);
        }
        rows.blocks().delete(intent.putId(), commit.blocks().attempt());
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
        Commit tail = rows.log().tail();
        Optional<Commit> committed = search(rows, intent, intent.from(), tail.last());
        while (committed.isEmpty()) {
            Commit fence = fence(tail);
            if (rows.log().append(fence).isEmpty()) {
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

    private Commit fence(Commit tail) {
        boolean indexIsComplete = tail.indexedUpTo() >= tail.last();
        return new Commit(
                tail.epoch(),
                context.newPutId(),
                tail.last() + 1,
                tail.last() + 1,
                0,
                BlockRefs.NONE,
                Math.max(tail.receivedAt(), context.clock().millis()),
                tail.totalEntries(),
                tail.totalBytes(),
                indexIsComplete ? tail.last() + 1 : tail.indexedUpTo(),
                true);
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import java.util.Optional;

/**
 * A commit that uses up one order and holds no entry. Every writer that read the tail before it loses to it, and looks
 * again at whatever it has to look at.
 */
final class ControlCommit {
    private final LogContext context;
    private final StoreRows rows;

    ControlCommit(LogContext context, StoreRows rows) {
        this.context = context;
        this.rows = rows;
    }

    /** Takes the next order, whatever it is by then. */
    Commit append() {
        while (true) {
            Commit commit = after(rows.log().tail());
            if (rows.log().append(commit).isEmpty()) {
                return commit;
            }
        }
    }

    /** Takes the order right after {@code tail}; empty if somebody else has it. */
    Optional<Commit> append(Commit tail) {
        Commit commit = after(tail);
        return rows.log().append(commit).isEmpty() ? Optional.of(commit) : Optional.empty();
    }

    private Commit after(Commit tail) {
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
                Math.min(tail.indexedUpTo(), tail.last()),
                false,
                0,
                Optional.empty());
    }
}

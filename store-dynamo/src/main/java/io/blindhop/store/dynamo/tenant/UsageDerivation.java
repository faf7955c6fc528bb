package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.Commit;
import io.blindhop.store.dynamo.log.CommitLog;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Corrects the usage of a tenant by what its logs say: a part of maintenance, safe beside any number of puts and of itself.
 *
 * <p>Figures that are too low are raised at once: what a log shows had been counted before. Figures that are too high are
 * lowered when no put can be under way, {@link LogLimits#LITTER_GRACE} after the last one was counted.
 */
public final class UsageDerivation {
    private final LogContext context;

    public UsageDerivation(LogContext context) {
        this.context = context;
    }

    /**
     * Costs one read unit if nothing was stored since the last time, and one more for each store if something was.
     *
     * @param stores asked for if needed: all stores of this life of the tenant
     * @return whether the figures were wrong
     */
    public boolean run(Tenant tenant, Supplier<List<StoreId>> stores) {
        UsageRow before = UsageRow.read(context.table(), tenant);
        if (before.version() == before.derived() && before.version() > 0) {
            return false;
        }
        boolean quiet = context.clock().millis() - before.changedAt() > LogLimits.LITTER_GRACE.toMillis();
        long entries = 0;
        long bytes = 0;
        for (StoreId store : stores.get()) {
            Optional<Commit> tail = log(store).existingTail();
            entries += tail.map(Commit::totalEntries).orElse(0L);
            bytes += tail.map(Commit::totalBytes).orElse(0L);
        }
        for (int round = 0; ; round++) {
            UsageRow row = UsageRow.read(context.table(), tenant);
            boolean isFinal = quiet && row.version() == before.version();
            UsageRow corrected = isFinal
                    ? row.counted(entries, bytes, true)
                    : row.counted(Math.max(row.entries(), entries), Math.max(row.bytes(), bytes), false);
            boolean wrong = corrected.entries() != row.entries() || corrected.bytes() != row.bytes();
            if ((!wrong && !isFinal) || written(corrected)) {
                return wrong;
            }
            context.raceLost(round);
        }
    }

    private boolean written(UsageRow row) {
        try {
            row.write(context.table());
            return true;
        } catch (ConditionFailedException somebodyStoresSomething) {
            return false;
        }
    }

    private CommitLog log(StoreId store) {
        return new CommitLog(context.table(), store, () -> PutId.create(context.clock(), context.random()));
    }
}

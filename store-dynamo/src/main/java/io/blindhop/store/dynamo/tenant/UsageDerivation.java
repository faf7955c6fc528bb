package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.function.Supplier;

/**
 * Corrects the usage of a tenant by what its logs say: a part of maintenance, safe beside any number of puts and of itself.
 *
 * <p>Figures that are too low are raised at once: what a log shows had been counted before. Figures that are too high are
 * lowered when no put can be under way, {@link LogLimits#LITTER_GRACE} after the last one was counted or room for some was
 * {@linkplain Allotment taken}; of a tenant that is never quiet, the part of them that is {@linkplain UsageRow.Settling so
 * old}.
 */
public final class UsageDerivation {
    private final LogContext context;

    public UsageDerivation(LogContext context) {
        this.context = context;
    }

    /**
     * Costs one read unit if nothing was counted since the last time, and one more for each store if something was. Of a tenant
     * without a quota nothing ever is.
     *
     * @param stores asked for if needed: all stores of this life of the tenant
     * @return whether the figures were wrong
     */
    public boolean run(Tenant tenant, Supplier<List<StoreId>> stores) {
        UsageRow before = UsageRow.read(context.table(), tenant);
        if (before.version() == before.derived()) {
            return false;
        }
        long old = context.clock().millis() - LogLimits.LITTER_GRACE.toMillis();
        boolean quiet = before.changedAt() < old;
        StoreTotals logs = StoreTotals.of(context, stores.get());
        for (int round = 0; ; round++) {
            UsageRow row = UsageRow.read(context.table(), tenant);
            boolean isFinal = quiet && row.version() == before.version();
            // The logs were read when nothing of it could be under way any more.
            UsageRow.Settling settled = row.settling().since() < old ? row.settling() : UsageRow.Settling.NONE;
            long entries = isFinal ? logs.entries() : figure(row.entries(), settled.entries(), logs.entries());
            long bytes = isFinal ? logs.bytes() : figure(row.bytes(), settled.bytes(), logs.bytes());
            boolean wrong = entries != row.entries() || bytes != row.bytes();
            boolean isOver = isFinal || settled.began() || !row.settling().began();
            long now = context.clock().millis();
            UsageRow corrected = isOver
                    ? row.counted(entries, bytes, isFinal, now)
                    : row.corrected(entries - row.entries(), bytes - row.bytes(), row.changedAt());
            if ((!wrong && !isOver) || written(corrected)) {
                return wrong;
            }
            context.raceLost(round);
        }
    }

    /** Never less than what the logs say and what was counted since together, unless the figure was. */
    private static long figure(long counted, long settled, long stored) {
        return Math.max(stored, counted - Math.max(0, settled - stored));
    }

    private boolean written(UsageRow row) {
        try {
            row.write(context.table());
            return true;
        } catch (ConditionFailedException somebodyStoresSomething) {
            return false;
        }
    }
}

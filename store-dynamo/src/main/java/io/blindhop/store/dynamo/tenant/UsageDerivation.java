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
 * {@linkplain Allotment taken}.
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
        boolean quiet = context.clock().millis() - before.changedAt() > LogLimits.LITTER_GRACE.toMillis();
        StoreTotals logs = StoreTotals.of(context, stores.get());
        for (int round = 0; ; round++) {
            UsageRow row = UsageRow.read(context.table(), tenant);
            boolean isFinal = quiet && row.version() == before.version();
            UsageRow corrected = isFinal
                    ? row.counted(logs.entries(), logs.bytes(), true)
                    : row.counted(Math.max(row.entries(), logs.entries()), Math.max(row.bytes(), logs.bytes()), false);
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
}

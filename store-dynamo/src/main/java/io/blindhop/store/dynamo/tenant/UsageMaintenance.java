package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import java.time.Duration;
import java.util.Map;

/**
 * Counts the logs of all tenants now and then, see {@link UsageDerivation}. A part of maintenance: may run twice at once and be
 * killed anywhere; what it did not get to is done the next time.
 *
 * <p>One read unit if it is not time yet; otherwise about three for each tenant, and one for each store of those that stored
 * something since.
 */
public final class UsageMaintenance {
    public static final Duration EVERY = Duration.ofHours(6);

    private static final Key LAST = new Key("USAGE", "counted");
    private static final String TIME = "t";

    private final LogContext context;
    private final TenantRegistry tenants;

    public UsageMaintenance(LogContext context, TenantRegistry tenants) {
        this.context = context;
        this.tenants = tenants;
    }

    /** @return of how many tenants the figures were wrong */
    public int run() {
        if (!isTime()) {
            return 0;
        }
        UsageDerivation derivation = new UsageDerivation(context);
        int corrected = 0;
        for (String id : tenants.list()) {
            corrected += tenants.find(id)
                            .filter(found -> derivation.run(
                                    found.tenant(), () -> TenantStores.of(context.table(), found.tenant())))
                            .isPresent()
                    ? 1
                    : 0;
        }
        return corrected;
    }

    private boolean isTime() {
        long now = context.clock().millis();
        long due = now - EVERY.toMillis();
        boolean early = context.table()
                .get(LAST, Consistency.STRONG)
                .filter(row -> row.requireWhole(TIME) > due)
                .isPresent();
        if (early) {
            return false;
        }
        try {
            context.table().update(LAST, Map.of(TIME, new Value.Whole(now)), new Condition.AbsentOrLess(TIME, due + 1));
            return true;
        } catch (ConditionFailedException somebodyElseDoesIt) {
            return false;
        }
    }
}

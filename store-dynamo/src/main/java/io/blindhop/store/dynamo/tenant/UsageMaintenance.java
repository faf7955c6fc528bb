package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.MaintenanceSteps;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the logs of tenants that stored something, now and then, see {@link UsageDerivation}. A part of maintenance: may run
 * twice at once and be killed anywhere; what it did not get to is done the next time.
 *
 * <p>One read unit if it is not time yet; otherwise about four for each tenant that is listed in {@link UsageJobs}, and one for
 * each of its stores. Who stored nothing since costs nothing.
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

    /**
     * A tenant that fails is left to the next time, and keeps no other one from being counted.
     *
     * @return of how many tenants the figures were wrong
     * @throws RuntimeException the first of what failed, when everything else is done
     */
    public int run() {
        if (!isTime()) {
            return 0;
        }
        UsageJobs jobs = new UsageJobs(context.table());
        AtomicInteger corrected = new AtomicInteger();
        MaintenanceSteps steps = new MaintenanceSteps();
        for (UsageJobs.Job job : jobs.pending()) {
            steps.step(() -> corrected.addAndGet(step(jobs, job) ? 1 : 0));
        }
        steps.done();
        return corrected.get();
    }

    private boolean step(UsageJobs jobs, UsageJobs.Job job) {
        Optional<Registration> holder = tenants.registration(job.tenantId())
                .filter(held -> held.tenant().incarnation().equals(job.incarnation()));
        if (holder.isEmpty()) {
            jobs.done(job);
            return false;
        }
        // One that was deleted may be brought back, and is counted then.
        return holder.get().isLive() && corrected(jobs, job, holder.get().tenant());
    }

    private boolean corrected(UsageJobs jobs, UsageJobs.Job job, Tenant tenant) {
        boolean wrong = new UsageDerivation(context).run(tenant, () -> TenantStores.of(context.table(), tenant));
        if (job.isOver(UsageRow.read(context.table(), tenant), context.clock().millis())) {
            jobs.done(job);
        }
        return wrong;
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

package io.blindhop.store.dynamo.deletion;

import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.Intents;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.MaintenanceSteps;
import io.blindhop.store.dynamo.tenant.Registration;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantDeletions;
import io.blindhop.store.dynamo.tenant.TenantDeletions.Deletion;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.dynamo.tenant.TenantState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Removes tenants that were deleted long enough ago, every row and every object of them. A part of maintenance: may run
 * twice at once, be killed anywhere and stop when it has done enough; the next run goes on.
 *
 * <p>It begins no earlier than {@link LogLimits#LITTER_GRACE} after the deletion, when no request lives any more that saw
 * the tenant alive, and not while any put of the tenant is unfinished.
 */
public final class TenantPurge {
    private final LogContext context;
    private final TenantRegistry registry;
    private final TenantDeletions deletions;
    private final Duration delay;

    /** @param delay how long a deleted tenant can be brought back */
    public TenantPurge(LogContext context, TenantRegistry registry, Duration delay) {
        this.context = context;
        this.registry = registry;
        this.deletions = new TenantDeletions(context.table(), registry);
        this.delay = delay.compareTo(LogLimits.LITTER_GRACE) < 0 ? LogLimits.LITTER_GRACE : delay;
    }

    /**
     * Goes on until nothing is left to do or about {@code limit} rows and objects have been removed. A tenant that fails is
     * left to the next run, and keeps no other one from being removed.
     *
     * @return how many tenants are gone now
     * @throws RuntimeException the first of what failed, when everything else is done
     */
    public int run(int limit) {
        AtomicInteger gone = new AtomicInteger();
        Budget budget = new Budget(limit);
        MaintenanceSteps steps = new MaintenanceSteps();
        for (Deletion deletion : deletions.open()) {
            if (budget.isSpent()) {
                break;
            }
            steps.step(() -> gone.addAndGet(step(deletion, budget) ? 1 : 0));
        }
        steps.done();
        return gone.get();
    }

    private boolean step(Deletion deletion, Budget budget) {
        Optional<Registration> holder = registry.registration(deletion.tenantId())
                .filter(held -> held.tenant().incarnation().equals(deletion.incarnation()));
        if (holder.isEmpty()) {
            // A run that died had removed the tenant's own row, which comes after everything else.
            return sweep(deletion, Optional.empty(), budget);
        }
        return switch (holder.get().state()) {
            case TenantState.Live() -> {
                forgetWhatNeverHappened(deletion);
                yield false;
            }
            case TenantState.Deleted(Instant since) ->
                isDue(since)
                        && !new Intents(context.table()).existFor(deletion.incarnation())
                        && deletions.beginPurge(holder.get())
                        && sweep(deletion, holder.map(Registration::tenant), budget);
            case TenantState.Purging() -> sweep(deletion, holder.map(Registration::tenant), budget);
        };
    }

    private boolean isDue(Instant since) {
        return !context.clock().instant().isBefore(since.plus(delay));
    }

    /** A live tenant was brought back, or whoever wanted to delete it died first, or is only about to. */
    private void forgetWhatNeverHappened(Deletion deletion) {
        if (!context.clock().instant().isBefore(deletion.since().plus(LogLimits.LITTER_GRACE))) {
            deletions.forget(deletion);
        }
    }

    private boolean sweep(Deletion deletion, Optional<Tenant> tenant, Budget budget) {
        IncarnationPartitions partitions = new IncarnationPartitions(context.table(), deletion.incarnation());
        boolean swept = new Sweep(context, partitions, budget).run(deletion.incarnation() + "/");
        if (swept) {
            deletions.finishPurge(deletion, tenant);
        }
        return swept;
    }
}

package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.ConditionFailedException;

/**
 * Counts what one process stores of one life of a tenant, in the tenant's row of usage by compare and set; one put at a time,
 * and without a call as long as the {@link Allotment} lasts.
 */
final class Counter {
    /** Each is lost to another process that counted a put of the tenant; with the waits in between about four seconds. */
    private static final int ROUNDS = 12;

    private final LogContext context;
    private final Tenant tenant;
    private final Quota ofServer;
    private Allotment allotment = Allotment.NONE;
    private long logsReadAt = Long.MIN_VALUE;

    Counter(LogContext context, Tenant tenant, Quota ofServer) {
        this.context = context;
        this.tenant = tenant;
        this.ofServer = ofServer;
    }

    /**
     * @param quota in force when the request began
     * @param never whether nothing is refused
     * @return false if it could not be counted, which only who is never refused may ignore
     */
    synchronized boolean count(Quota quota, long entries, long bytes, boolean never) {
        long began = context.clock().millis();
        if (allotment.isInForce(quota, began) && allotment.holds(entries, bytes)) {
            allotment = allotment.minus(entries, bytes);
            return true;
        }
        for (int round = 0; round < ROUNDS; round++) {
            try {
                take(withLogs(UsageRow.read(context.table(), tenant)), entries, bytes, never);
                return true;
            } catch (ConditionFailedException overtaken) {
                // By another process; what it wrote is read.
            }
            if (round < ROUNDS - 1) {
                context.raceLost(round);
            }
        }
        if (never) {
            return false;
        }
        // Letting it pass uncounted would let everybody pass who comes in a crowd.
        throw new StoreUnavailableException("too many pushes to tenant " + tenant.id() + " at once; try again");
    }

    private void take(UsageRow row, long entries, long bytes, boolean never) throws ConditionFailedException {
        long now = context.clock().millis();
        Quota quota = row.own().orElse(ofServer);
        Allotment left = allotment.isCountedIn(row, quota) ? allotment : Allotment.NONE;
        long moreEntries = Math.max(0, entries - left.entries());
        long moreBytes = Math.max(0, bytes - left.bytes());
        if (!never) {
            require("entries", quota.entries(), row, row.entries(), moreEntries, entries);
            require("bytes", quota.bytes(), row, row.bytes(), moreBytes, bytes);
        }
        long advanceEntries = Allotment.inAdvance(quota.entries(), row.entries() + moreEntries, Allotment.MOST_ENTRIES);
        long advanceBytes = Allotment.inAdvance(quota.bytes(), row.bytes() + moreBytes, Allotment.MOST_BYTES);
        moreEntries += Math.max(0, advanceEntries - Math.max(0, left.entries() - entries));
        moreBytes += Math.max(0, advanceBytes - Math.max(0, left.bytes() - bytes));
        UsageRow counted = write(row, row.plus(moreEntries, moreBytes, now), now);
        allotment = new Allotment(
                quota,
                left.entries() + moreEntries - entries,
                left.bytes() + moreBytes - bytes,
                counted.settling().since(),
                now + Allotment.LIFE.toMillis());
    }

    private UsageRow write(UsageRow row, UsageRow changed, long now) throws ConditionFailedException {
        if (!row.listed()) {
            // First of all: what is on no list is not counted.
            new UsageJobs(context.table()).request(tenant, row.version(), now);
        }
        changed.write(context.table());
        return changed;
    }

    /**
     * While there was no quota nothing was counted: whoever counts first looks at the logs, and again as long as a put may
     * commit that began before the quota was set. What is found is stored at once: a push that is refused stores nothing, and the
     * next one does not look again.
     */
    private UsageRow withLogs(UsageRow row) throws ConditionFailedException {
        if (logsReadAt > row.setAt() + StoreHeads.ACTIVE.toMillis()) {
            return row;
        }
        long now = context.clock().millis();
        StoreTotals logs = StoreTotals.of(context, tenant);
        long missingEntries = Math.max(0, logs.entries() - row.entries());
        long missingBytes = Math.max(0, logs.bytes() - row.bytes());
        UsageRow raised = missingEntries + missingBytes > 0
                ? write(row, row.corrected(missingEntries, missingBytes, now), now)
                : row;
        logsReadAt = now;
        return raised;
    }

    /** Tries once: a lost answer that made it try again could give back twice, and the logs are counted anyway. */
    void giveBack(long entries, long bytes) {
        try {
            long now = context.clock().millis();
            UsageRow row = UsageRow.read(context.table(), tenant);
            write(row, row.corrected(-entries, -bytes, now), now);
        } catch (ConditionFailedException overtaken) {
            // Maintenance gives it back.
        }
    }

    private void require(String what, Limit limit, UsageRow row, long used, long more, long pushed) {
        if (limit instanceof Limit.AtMost(long most) && !limit.allows(used + more)) {
            if (!row.listed() && row.version() != row.derived()) {
                // An earlier version of this software had no list: nobody else would ever find its figures too high.
                new UsageJobs(context.table())
                        .request(tenant, row.version(), context.clock().millis());
            }
            throw new QuotaExceededException(tenant, what, most, used + more - pushed, pushed);
        }
    }
}

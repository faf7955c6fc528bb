package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.table.ConditionFailedException;

/** Counts what puts of a tenant store in its row of usage, by compare and set. */
final class TenantAccount implements PutAccount {
    /** Each is lost to another put of the tenant that was counted; with the waits in between about four seconds. */
    private static final int ROUNDS = 12;

    private final LogContext context;
    private final Tenant tenant;
    private final Quota ofServer;
    private final boolean never;

    /** @param never whether nothing is refused, whatever the tenant's own quota is */
    TenantAccount(LogContext context, Tenant tenant, Quota ofServer, boolean never) {
        this.context = context;
        this.tenant = tenant;
        this.ofServer = ofServer;
        this.never = never;
    }

    @Override
    public Charge charge(long entries, long bytes) {
        for (int round = 0; round < ROUNDS; round++) {
            UsageRow row = UsageRow.read(context.table(), tenant);
            Quota quota = row.own().orElse(ofServer);
            if (!never) {
                require("entries", quota.entries(), row.entries(), entries);
                require("bytes", quota.bytes(), row.bytes(), bytes);
            }
            if (change(row, entries, bytes)) {
                return this::refund;
            }
            if (round == ROUNDS - 1 && !never && !quota.equals(Quota.UNLIMITED)) {
                // Letting it pass uncounted would let everybody pass who comes in a crowd.
                throw new StoreUnavailableException("too many pushes to tenant " + tenant.id() + " at once; try again");
            }
            context.raceLost(round);
        }
        return Charge.NONE;
    }

    /** Tries once: a lost answer that made it try again could give back twice, and the logs are counted anyway. */
    private void refund(long entries, long bytes) {
        change(UsageRow.read(context.table(), tenant), -entries, -bytes);
    }

    private boolean change(UsageRow row, long entries, long bytes) {
        try {
            row.plus(entries, bytes, context.clock().millis()).write(context.table());
            return true;
        } catch (ConditionFailedException overtaken) {
            return false;
        }
    }

    private void require(String what, Limit limit, long used, long more) {
        if (limit instanceof Limit.AtMost(long most) && !limit.allows(used + more)) {
            throw new QuotaExceededException(tenant, what, most, used, more);
        }
    }
}

package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Quota;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PutAccount;
import java.util.function.Supplier;

/** What is done for a put of a tenant before it stores anything: counted where there is a quota, noted where somebody watches. */
final class TenantAccount implements PutAccount {
    private final LogContext context;
    private final Tenant tenant;
    private final Supplier<Metering> metering;
    private final Quota ofServer;
    private final Supplier<Counter> counter;
    private final boolean never;

    /** @param never whether nothing is refused, whatever the quota is */
    TenantAccount(
            LogContext context,
            Tenant tenant,
            Supplier<Metering> metering,
            Quota ofServer,
            Supplier<Counter> counter,
            boolean never) {
        this.context = context;
        this.tenant = tenant;
        this.metering = metering;
        this.ofServer = ofServer;
        this.counter = counter;
        this.never = never;
    }

    @Override
    public Charge charge(long entries, long bytes) {
        Metering seen = metering.get();
        long now = context.clock().millis();
        if (seen.mustBeNoted(now)) {
            UsageRow.note(context.table(), tenant, now);
        }
        Quota quota = seen.own().orElse(ofServer);
        if (quota.equals(Quota.UNLIMITED)) {
            return Charge.NONE;
        }
        Counter counting = counter.get();
        return counting.count(quota, entries, bytes, never) ? counting::giveBack : Charge.NONE;
    }
}

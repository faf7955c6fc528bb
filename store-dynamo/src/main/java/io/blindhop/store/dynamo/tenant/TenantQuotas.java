package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.quota.TenantUsage;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.table.Table;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * What tenants have stored, and how much they may store. One for each process.
 *
 * <p>Where neither the tenant nor the server has a quota nothing is counted: the logs say what is stored. Where there is one, a
 * put counts what it is about to store before it stores it, in one row per life of a tenant, so that any number of writers
 * together never store more than the quota: the figures are never too low. They are too high by what puts under way and puts
 * that died had counted and by what processes have {@linkplain Allotment taken in advance}, until {@link UsageDerivation} finds
 * out. A quota that is lowered takes nothing away.
 */
public final class TenantQuotas {
    /** Tenants whose counters a process keeps; of another one what was taken in advance is lost until it is given back. */
    private static final int COUNTERS = 1000;

    private final LogContext context;
    private final Quota ofServer;
    private final SequencedMap<String, Counter> counters = new LinkedHashMap<>(16, 0.75f, true);

    /** @param ofServer for tenants for which nothing else was set */
    public TenantQuotas(LogContext context, Quota ofServer) {
        this.context = context;
        this.ofServer = ofServer.orElse(Quota.UNLIMITED);
    }

    /**
     * What the logs say; where there is a quota, with what was counted and may not be stored. A read unit for each store of the
     * tenant, one for about forty of them, and one.
     */
    public TenantUsage usage(Tenant tenant) {
        UsageRow row = UsageRow.read(table(), tenant);
        StoreTotals logs = StoreTotals.of(context, tenant);
        Quota inForce = row.own().orElse(ofServer);
        return new TenantUsage(
                figure(inForce.entries(), row.entries(), logs.entries()),
                figure(inForce.bytes(), row.bytes(), logs.bytes()),
                row.own(),
                inForce);
    }

    private static long figure(Limit limit, long counted, long stored) {
        return limit instanceof Limit.AtMost ? Math.max(counted, stored) : stored;
    }

    /** Sets a tenant's own quota, in force for every put that begins afterwards; {@link Quota#OF_SERVER} ends it. */
    public void set(Tenant tenant, Quota quota) {
        UsageRow.writeQuota(table(), tenant, quota, context.clock().millis());
    }

    /**
     * Counts the puts to one database, if they have to be. With a quota that is one read unit and one write unit for up to
     * {@value Allotment#MOST_ENTRIES} entries, fewer near the limit, and as much again for each race that is lost; and what the
     * logs are read for once in the life of a process.
     *
     * <p>What {@code directory} and {@code userdirectory} take is counted and never refused: a tenant that is full must be
     * able to revoke.
     *
     * @param metering as it was when the request began
     */
    public PutAccount account(Tenant tenant, DatabaseId database, Metering metering) {
        return account(tenant, database, () -> metering);
    }

    /** The same for who has not just read the tenant: another read unit for each put that has something new. */
    public PutAccount account(Tenant tenant, DatabaseId database) {
        return account(tenant, database, () -> UsageRow.read(table(), tenant).metering());
    }

    private PutAccount account(Tenant tenant, DatabaseId database, Supplier<Metering> metering) {
        boolean always = database.equals(DatabaseId.DIRECTORY) || database.equals(DatabaseId.USER_DIRECTORY);
        return new TenantAccount(context, tenant, metering, ofServer, () -> counter(tenant), always);
    }

    private Counter counter(Tenant tenant) {
        synchronized (counters) {
            Counter counter =
                    counters.computeIfAbsent(tenant.incarnation(), _ -> new Counter(context, tenant, ofServer));
            if (counters.size() > COUNTERS) {
                counters.pollFirstEntry();
            }
            return counter;
        }
    }

    private Table table() {
        return context.table();
    }
}

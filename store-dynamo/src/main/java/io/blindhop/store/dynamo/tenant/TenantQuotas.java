package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.quota.TenantUsage;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.table.Table;

/**
 * What tenants have stored, and how much they may store.
 *
 * <p>A put counts what it is about to store before it stores it, in one row per life of a tenant, so that any number of
 * writers together never store more than the quota: the figures are never too low. They are too high by what puts under way
 * and puts that died had counted, until {@link UsageDerivation} finds out. A quota that is lowered takes nothing away.
 */
public final class TenantQuotas {
    private final LogContext context;
    private final Quota ofServer;

    /** @param ofServer for tenants for which nothing else was set */
    public TenantQuotas(LogContext context, Quota ofServer) {
        this.context = context;
        this.ofServer = ofServer.orElse(Quota.UNLIMITED);
    }

    /** One read unit. */
    public TenantUsage usage(Tenant tenant) {
        UsageRow row = UsageRow.read(table(), tenant);
        return new TenantUsage(row.entries(), row.bytes(), row.own(), row.own().orElse(ofServer));
    }

    /** Sets a tenant's own quota, in force for every put that begins afterwards; {@link Quota#OF_SERVER} ends it. */
    public void set(Tenant tenant, Quota quota) {
        UsageRow.writeQuota(table(), tenant, quota);
    }

    /**
     * Counts the puts to one database; one read unit and one write unit for each that has something new, and as much again
     * for each race that it loses.
     *
     * <p>What {@code directory} and {@code userdirectory} take is counted and never refused: a tenant that is full must be
     * able to revoke.
     */
    public PutAccount account(Tenant tenant, DatabaseId database) {
        boolean always = database.equals(DatabaseId.DIRECTORY) || database.equals(DatabaseId.USER_DIRECTORY);
        return new TenantAccount(context, tenant, ofServer, always);
    }

    private Table table() {
        return context.table();
    }
}

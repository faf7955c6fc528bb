package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.dynamo.tenant.TenantState.Deleted;
import io.blindhop.store.dynamo.tenant.TenantState.Live;
import io.blindhop.store.dynamo.tenant.TenantState.Purging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes tenants and brings them back. A row for each deletion is written before the tenant's state changes and removed
 * after everything else, so that none is forgotten half-way.
 *
 * <p>While a tenant can be brought back its id stays taken: otherwise whoever got hold of one login of its administrator
 * could delete it, register the id with other keys and so make the deletion final.
 */
public final class TenantDeletions {
    private static final String PARTITION = "DELETED";
    private static final String TENANT = "t";
    private static final String SINCE = "s";

    private final Table table;
    private final TenantRegistry registry;

    public TenantDeletions(Table table, TenantRegistry registry) {
        this.table = table;
        this.registry = registry;
    }

    /**
     * A deletion that was begun and is not finished.
     *
     * @param since when, perhaps by a caller who did not live to change the tenant's state
     */
    public record Deletion(String tenantId, String incarnation, Instant since) {}

    /**
     * From the return on the tenant answers no request.
     *
     * @return false if there is no such live tenant
     */
    public boolean delete(Tenant tenant, Instant now) {
        table.putAll(List.of(Item.of(key(tenant.id(), tenant.incarnation()))
                .text(TENANT, tenant.id())
                .whole(SINCE, now.toEpochMilli())
                .build()));
        return registry.change(new Registration(tenant, new Live()), new Deleted(now));
    }

    /** @return false if there is no tenant under this id that could be brought back */
    public boolean restore(String tenantId) {
        Optional<Registration> found = registry.registration(tenantId);
        if (found.isEmpty() || !(found.get().state() instanceof Deleted(Instant since))) {
            return false;
        }
        boolean restored = registry.change(found.get(), new Live());
        if (restored) {
            forget(new Deletion(tenantId, found.get().tenant().incarnation(), since));
        }
        return restored;
    }

    /** From now on the tenant cannot be brought back. */
    public boolean beginPurge(Registration deleted) {
        return registry.change(deleted, new Purging());
    }

    /** The last step of a purge: the id is free again. */
    public void finishPurge(Deletion deletion, Optional<Tenant> tenant) {
        tenant.ifPresent(registry::remove);
        forget(deletion);
    }

    /** Every deletion that is not finished. */
    public List<Deletion> open() {
        return table.query(Query.prefix(PARTITION, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(TenantDeletions::decode)
                .toList();
    }

    /** Removes the row of this deletion, unless the tenant has been deleted once more since. */
    public void forget(Deletion deletion) {
        Value since = new Value.Whole(deletion.since().toEpochMilli());
        try {
            table.delete(key(deletion.tenantId(), deletion.incarnation()), new Condition.Equal(SINCE, since));
        } catch (ConditionFailedException anotherDeletion) {
            // That one is still open.
        }
    }

    private static Deletion decode(Item item) {
        String tenantId = item.requireText(TENANT);
        return new Deletion(
                tenantId,
                item.key().sk().substring(tenantId.length() + 1),
                Instant.ofEpochMilli(item.requireWhole(SINCE)));
    }

    private static Key key(String tenantId, String incarnation) {
        return new Key(PARTITION, tenantId + "#" + incarnation);
    }
}

package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Generation;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tenants of a node, and for each how far its directory has been projected and in which generation it was last known to
 * be whole: one read gives all of it.
 */
public final class TenantRegistry {
    private static final String MARK = "mark#";
    private static final String PROJECTED = "u";
    private static final String CONFIRMED = "g";
    private static final String LIST = "TENANTS";

    private final Table table;
    private final TenantRow rows;

    public TenantRegistry(Table table, KeySeal seal) {
        this.table = table;
        this.rows = new TenantRow(seal);
    }

    /**
     * A live tenant as one request sees it.
     *
     * @param projectedUpTo order of the directory up to which the projection is complete
     * @param confirmedIn the latest generation in which the administrator pushed the directory, or in which the tenant was
     *     registered
     * @param metering of its puts
     */
    public record Found(Tenant tenant, long projectedUpTo, Generation confirmedIn, Metering metering) {}

    /** Reads a tenant with its mark and its metering, consistently: one read unit. A tenant that was deleted is not found. */
    public Optional<Found> find(String tenantId) {
        String last = UsageRow.USAGE + Query.MAX;
        List<Item> items = table.query(
                new Query(TenantRow.partition(tenantId), MARK, last, true, Integer.MAX_VALUE, Consistency.STRONG));
        return withSortKey(items, TenantRow.SORT_KEY)
                .filter(item -> TenantRow.state(item) instanceof TenantState.Live)
                .map(item -> found(rows.decode(tenantId, item), item, items));
    }

    private static Found found(Tenant tenant, Item row, List<Item> items) {
        Optional<Item> mark = withSortKey(items, MARK + tenant.incarnation());
        Key usage = UsageRow.key(tenant.id(), tenant.incarnation());
        long projected = mark.map(item -> item.whole(PROJECTED).orElse(0)).orElse(0L);
        int confirmed =
                Math.max(generation(row), mark.map(TenantRegistry::generation).orElse(1));
        Metering metering = UsageRow.of(usage, withSortKey(items, usage.sk())).metering();
        return new Found(tenant, projected, new Generation(confirmed), metering);
    }

    private static Optional<Item> withSortKey(List<Item> items, String sk) {
        return items.stream().filter(item -> item.key().sk().equals(sk)).findFirst();
    }

    private static int generation(Item row) {
        return Math.toIntExact(row.whole(CONFIRMED).orElse(1));
    }

    /** Who holds an id, alive or not. */
    public Optional<Registration> registration(String tenantId) {
        return table.get(TenantRow.key(tenantId), Consistency.STRONG)
                .map(item -> new Registration(rows.decode(tenantId, item), TenantRow.state(item)));
    }

    /**
     * Registers a tenant unless its id is taken, also by one that was deleted and can still be brought back.
     *
     * @param generation nothing of the tenant's directory can have been lost before it
     * @return who holds the id now: the given tenant, or the one that was there
     */
    public Registration register(Tenant tenant, Generation generation) {
        Optional<Registration> holder = registration(tenant.id());
        if (holder.isPresent()) {
            return holder.get();
        }
        // The list and the index first: a tenant that exists and is not in them would be lost to those who use them.
        table.putAll(List.of(Item.of(listKey(tenant.id())).build(), new AdminKeys(table).row(tenant)));
        try {
            Map<String, Value> born = Map.of(CONFIRMED, new Value.Whole(generation.number()));
            table.put(rows.encode(tenant).with(born), Condition.ABSENT);
            return new Registration(tenant, new TenantState.Live());
        } catch (ConditionFailedException taken) {
            return registration(tenant.id())
                    .orElseThrow(() -> new CorruptStoreException("tenant " + tenant.id() + " vanished"));
        }
    }

    /** Whether the key is the signing key of the administrator of some tenant, white space aside. */
    public boolean isAdminOfAny(String signingKey) {
        return new AdminKeys(table).contain(signingKey);
    }

    /** The ids of all live tenants, sorted. */
    public List<String> list() {
        List<String> listed =
                table.query(new Query(LIST, "0", "z" + Query.MAX, true, Integer.MAX_VALUE, Consistency.STRONG)).stream()
                        .map(row -> row.key().sk())
                        .toList();
        Map<Key, Item> existing =
                table.getAll(listed.stream().map(TenantRow::key).toList(), Consistency.STRONG);
        return listed.stream()
                .filter(id -> Optional.ofNullable(existing.get(TenantRow.key(id)))
                        .map(TenantRow::state)
                        .filter(TenantState.Live.class::isInstance)
                        .isPresent())
                .toList();
    }

    /** Whether no tenant was ever registered here, or all have been removed. */
    public boolean isEmpty() {
        return table.query(Query.prefix(LIST, "", 1, Consistency.STRONG)).isEmpty();
    }

    /** Moves the mark forward; it never moves back. */
    public void markProjected(Tenant tenant, long upTo) {
        raise(tenant, PROJECTED, upTo);
    }

    /** Notes that the administrator has pushed the directory in this generation; an earlier one changes nothing. */
    public void confirmDirectory(Tenant tenant, Generation generation) {
        raise(tenant, CONFIRMED, generation.number());
    }

    private void raise(Tenant tenant, String attribute, long to) {
        Key key = new Key(TenantRow.partition(tenant.id()), MARK + tenant.incarnation());
        try {
            table.update(key, Map.of(attribute, new Value.Whole(to)), new Condition.AbsentOrLess(attribute, to));
        } catch (ConditionFailedException somebodyWasFurther) {
            // It is where it should be, or beyond.
        }
    }

    /** @return false if the tenant is neither in the state that the caller saw nor in the new one */
    boolean change(Registration seen, TenantState to) {
        Tenant tenant = seen.tenant();
        String before = seen.state().text(tenant.incarnation());
        String after = to.text(tenant.incarnation());
        try {
            table.update(
                    TenantRow.key(tenant.id()),
                    Map.of(TenantRow.STATE, new Value.Text(after)),
                    new Condition.Equal(TenantRow.STATE, new Value.Text(before)));
            return true;
        } catch (ConditionFailedException changedMeanwhile) {
            // Perhaps by this very change, whose answer was lost on the way.
            return changedMeanwhile
                    .current()
                    .map(current -> current.requireText(TenantRow.STATE).equals(after))
                    .orElse(false);
        }
    }

    /** Removes what is kept by id. The tenant's own row comes last: it holds the id against a new registration. */
    void remove(Tenant tenant) {
        String partition = TenantRow.partition(tenant.id());
        List<Key> others = table.query(Query.prefix(partition, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(Item::key)
                .filter(key -> !key.sk().equals(TenantRow.SORT_KEY))
                .toList();
        table.deleteAll(others);
        table.deleteAll(List.of(AdminKeys.key(tenant), listKey(tenant.id())));
        Value purging = new Value.Text(new TenantState.Purging().text(tenant.incarnation()));
        try {
            table.delete(TenantRow.key(tenant.id()), new Condition.Equal(TenantRow.STATE, purging));
        } catch (ConditionFailedException goneAlready) {
            // Another run of maintenance was faster; whoever holds the id now is somebody else.
        }
    }

    private static Key listKey(String tenantId) {
        return new Key(LIST, tenantId);
    }
}

package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants of a node, and for each how far its directory has been projected: one read gives both. */
public final class TenantRegistry {
    private static final String TENANT = "tenant";
    private static final String MARK = "mark#";
    private static final String PROJECTED = "u";
    private static final String LIST = "TENANTS";

    private final Table table;
    private final KeySeal seal;

    public TenantRegistry(Table table, KeySeal seal) {
        this.table = table;
        this.seal = seal;
    }

    /**
     * A tenant as one request sees it.
     *
     * @param projectedUpTo order of the directory up to which the projection is complete
     */
    public record Found(Tenant tenant, long projectedUpTo) {}

    /** Reads a tenant with its mark, consistently: one read unit. */
    public Optional<Found> find(String tenantId) {
        List<Item> rows = table.query(
                new Query(partition(tenantId), MARK, TENANT + Query.MAX, true, Integer.MAX_VALUE, Consistency.STRONG));
        return rows.stream()
                .filter(row -> row.key().sk().equals(TENANT))
                .findFirst()
                .map(row -> decode(tenantId, row))
                .map(tenant -> new Found(tenant, mark(rows, tenant)));
    }

    private static long mark(List<Item> rows, Tenant tenant) {
        String wanted = MARK + tenant.incarnation();
        return rows.stream()
                .filter(row -> row.key().sk().equals(wanted))
                .findFirst()
                .map(row -> row.requireWhole(PROJECTED))
                .orElse(0L);
    }

    /**
     * Registers a tenant unless its id is taken.
     *
     * @return the tenant that holds the id now: the given one, or the one that was there
     */
    public Tenant register(Tenant tenant) {
        // The list first: a tenant that exists and is not listed would be lost to the operator.
        put(Item.of(new Key(LIST, tenant.id())).build());
        try {
            table.put(encode(tenant), Condition.ABSENT);
            return tenant;
        } catch (ConditionFailedException taken) {
            return find(tenant.id())
                    .map(Found::tenant)
                    .orElseThrow(() -> new CorruptStoreException("tenant " + tenant.id() + " vanished"));
        }
    }

    private void put(Item item) {
        try {
            table.put(item, Condition.NONE);
        } catch (ConditionFailedException impossible) {
            throw new IllegalStateException("a write without condition failed its condition", impossible);
        }
    }

    /** The ids of all tenants, sorted. */
    public List<String> list() {
        List<String> listed =
                table.query(new Query(LIST, "0", "z" + Query.MAX, true, Integer.MAX_VALUE, Consistency.STRONG)).stream()
                        .map(row -> row.key().sk())
                        .toList();
        List<Key> keys =
                listed.stream().map(id -> new Key(partition(id), TENANT)).toList();
        Map<Key, Item> existing = table.getAll(keys, Consistency.STRONG);
        return listed.stream()
                .filter(id -> existing.containsKey(new Key(partition(id), TENANT)))
                .toList();
    }

    /** Moves the mark forward; it never moves back. */
    public void markProjected(Tenant tenant, long upTo) {
        Key key = new Key(partition(tenant.id()), MARK + tenant.incarnation());
        try {
            table.update(key, Map.of(PROJECTED, new Value.Whole(upTo)), new Condition.AbsentOrLess(PROJECTED, upTo));
        } catch (ConditionFailedException somebodyWasFurther) {
            // The mark is where it should be, or beyond.
        }
    }

    private Item encode(Tenant tenant) {
        Item.Builder row = Item.of(new Key(partition(tenant.id()), TENANT))
                .text("i", tenant.incarnation())
                .text("as", tenant.adminSigningPublicKey())
                .text("ae", tenant.adminEncryptionPublicKey())
                .whole("kc", tenant.publicInfosKeys().size());
        tenant.adminUsername().ifPresent(name -> row.text("au", name));
        int number = 0;
        for (Bytes key : tenant.publicInfosKeys()) {
            row.binary("k" + number++, seal.seal(tenant.incarnation(), key));
        }
        return row.build();
    }

    private Tenant decode(String tenantId, Item row) {
        String incarnation = row.requireText("i");
        List<Bytes> keys = new ArrayList<>();
        for (int number = 0; number < row.requireWhole("kc"); number++) {
            keys.add(seal.open(incarnation, row.requireBinary("k" + number)));
        }
        return new Tenant(tenantId, incarnation, row.requireText("as"), row.requireText("ae"), row.text("au"), keys);
    }

    private static String partition(String tenantId) {
        return "T#" + tenantId;
    }
}

package io.blindhop.store.dynamo.directory;

import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.List;

/**
 * In which tenants a device key is granted something, over all tenants of the node: one row for each (key, tenant
 * incarnation, grant document), written under the same rules as the rows of {@link DeviceRows}.
 *
 * <p>A hint that may be late in saying no: whether the key is in force is for the tenant's directory to say.
 */
public final class DeviceTenants {
    /** Tenants of one key that are found; those beyond are reached by a join response. */
    public static final int MAX_TENANTS = 100;

    private static final int MAX_ROWS = 1000;
    private static final String TENANT = "t";
    private static final String INCARNATION = "i";
    private static final String ACTIVE = "a";

    private final Table table;

    public DeviceTenants(Table table) {
        this.table = table;
    }

    /** A tenant that may have granted something to a key. */
    public record Candidate(String tenantId, String incarnation) {}

    /** One query of at most 1,000 rows; at most {@value #MAX_TENANTS} tenants. */
    public List<Candidate> of(String signingKey) {
        return table.query(Query.prefix(partition(signingKey), "", MAX_ROWS, Consistency.STRONG)).stream()
                .filter(row -> row.requireWhole(ACTIVE) == 1)
                .map(row -> new Candidate(row.requireText(TENANT), row.requireText(INCARNATION)))
                .distinct()
                .limit(MAX_TENANTS)
                .toList();
    }

    static Item row(Tenant tenant, DeviceRow row, long order) {
        // The incarnation first, because the partition is shared: a purge finds the tenant's rows by it.
        String sk = tenant.incarnation() + "#" + row.docId();
        return Item.of(new Key(partition(row.signingPublicKey()), sk))
                .whole(DeviceRows.ORDER, order)
                .text(TENANT, tenant.id())
                .text(INCARNATION, tenant.incarnation())
                .whole(ACTIVE, row.active() ? 1 : 0)
                .build();
    }

    private static String partition(String signingKey) {
        return "D#" + DeviceRows.fingerprint(signingKey);
    }
}

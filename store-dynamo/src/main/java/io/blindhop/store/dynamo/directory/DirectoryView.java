package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who may do what in a tenant, as the directory said when the request began. Reads by key: the cost does not grow with
 * the number of users.
 */
public final class DirectoryView {
    private final Table table;
    private final Tenant tenant;
    private final DeviceRows rows;

    /** Only after {@link DirectoryProjector#catchUp} in the same request. */
    public DirectoryView(Table table, Tenant tenant) {
        this.table = table;
        this.tenant = tenant;
        this.rows = new DeviceRows(tenant.incarnation());
    }

    /** What grants say about a key, white space aside, for those that let it do something: one query. */
    public List<DeviceRow> byKey(String signingKey) {
        return inForce(rows.keyPartition(signingKey));
    }

    /** The devices of the person with this login name, by any scheme of hashing it. */
    public List<DeviceRow> byUsername(String name) {
        Set<String> candidates = new UsernameHash(tenant.id()).candidates(name);
        List<DeviceRow> devices = new ArrayList<>();
        candidates.forEach(hash -> devices.addAll(inForce(rows.userPartition(hash))));
        return devices;
    }

    private List<DeviceRow> inForce(String partition) {
        List<Item> items = table.query(
                new Query(partition, DeviceRows.FIRST, DeviceRows.END, true, Integer.MAX_VALUE, Consistency.STRONG));
        return items.stream()
                .map(DeviceRows::decode)
                .filter(row -> row.active() || row.wipe())
                .toList();
    }
}

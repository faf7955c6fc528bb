package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.wire.UserDevice;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The devices of a tenant for its operator: all that any grant ever listed, in force or not, without anything secret.
 * Whoever needs a decision asks {@link DirectoryView}.
 */
public final class DeviceListing {
    /** Devices on a page of {@link #page}. */
    public static final int MAX_PAGE = 100;

    /** Rows that are read of one device or one hash of a name: documents that ever listed it. */
    private static final int MAX_ROWS = 1000;

    private final Table table;
    private final Tenant tenant;
    private final DeviceRows rows;

    /** Only after {@link DirectoryProjector#catchUp} in the same request. */
    public DeviceListing(Table table, Tenant tenant) {
        this.table = table;
        this.tenant = tenant;
        this.rows = new DeviceRows(tenant.incarnation());
    }

    /** @param next the fingerprint after which the next page begins; empty on the last one */
    public record Page(List<UserDevice> devices, Optional<String> next) {
        public Page {
            devices = List.copyOf(devices);
        }
    }

    /**
     * The devices in the order of their fingerprints: one query for the page, and one for each device on it.
     *
     * @param after a fingerprint, or empty to begin
     * @param limit devices, 1 to {@value #MAX_PAGE}
     */
    public Page page(String after, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit must be from 1 to " + MAX_PAGE + ", not " + limit);
        }
        String prefix = rows.keyPartitions();
        List<String> fingerprints = new IncarnationPartitions(table, tenant.incarnation())
                .page(prefix, prefix + after, limit).stream()
                        .map(partition -> partition.substring(prefix.length()))
                        .toList();
        List<UserDevice> devices = Parallel.map(fingerprints, this::ofKey).stream()
                .flatMap(List::stream)
                .toList();
        boolean more = fingerprints.size() == limit;
        return new Page(devices, more ? Optional.of(fingerprints.getLast()) : Optional.empty());
    }

    /** What every document says about the device with this fingerprint: one query. */
    public List<UserDevice> ofKey(String fingerprint) {
        return all(rows.keyPartitions() + fingerprint).stream()
                .map(row -> device(row, DeviceRows.owner(row).person()))
                .toList();
    }

    /** The devices of a person, by login name or by its hash in any scheme: a query for every scheme. */
    public List<UserDevice> ofPerson(String nameOrHash) {
        List<UserDevice> devices = new ArrayList<>();
        for (String hash : new UsernameHash(tenant.id()).candidates(nameOrHash)) {
            all(rows.userPartition(hash)).forEach(row -> devices.add(device(row, Optional.of(hash))));
        }
        return devices;
    }

    private static UserDevice device(Item item, Optional<String> person) {
        DeviceRow row = DeviceRows.decode(item);
        return new UserDevice(
                DeviceRows.fingerprint(row.signingPublicKey()), row.docId(), person, row.active(), row.wipe());
    }

    private List<Item> all(String partition) {
        return table.query(new Query(partition, DeviceRows.FIRST, DeviceRows.END, true, MAX_ROWS, Consistency.STRONG));
    }
}

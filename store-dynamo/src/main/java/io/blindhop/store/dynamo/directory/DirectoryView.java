package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.policy.TenantPolicy;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogReader;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may do what in a tenant, as the directory said when the request began. Reads by key: the cost does not grow with
 * the number of users. What is known of a key is one query, however often it is asked for, and none in a process that asked in
 * {@linkplain ProjectedRows the same state} of the directory before.
 */
public final class DirectoryView {
    private final ProjectedRows projected;
    private final Tenant tenant;
    private final Optional<LogReader.End> state;
    private final DeviceRows rows;
    private final Map<String, List<Item>> keys = new ConcurrentHashMap<>();
    private Optional<PolicyView> policies = Optional.empty();

    /** Only after {@link DirectoryProjector#catchUp} in the same request. */
    public DirectoryView(Table table, Tenant tenant) {
        this(new ProjectedRows(table), tenant, Optional.empty());
    }

    /** @param state what {@link DirectoryProjector#catchUp} has returned in the same request */
    public DirectoryView(LogContext context, Tenant tenant, Optional<LogReader.End> state) {
        this(ProjectedRows.of(context, tenant, state), tenant, state);
    }

    private DirectoryView(ProjectedRows projected, Tenant tenant, Optional<LogReader.End> state) {
        this.projected = projected;
        this.tenant = tenant;
        this.state = state;
        this.rows = new DeviceRows(tenant.incarnation());
    }

    /** Where the log ended of which all this says; empty if others have gone on meanwhile. */
    public Optional<LogReader.End> state() {
        return state;
    }

    /** What grants say about a key, white space aside, for those that let it do something. */
    public List<DeviceRow> byKey(String signingKey) {
        return inForce(ofKey(signingKey));
    }

    /** The devices of the person with this login name, by any scheme of hashing it. */
    public List<DeviceRow> byUsername(String name) {
        Set<String> candidates = new UsernameHash(tenant.id()).candidates(name);
        List<DeviceRow> devices = new ArrayList<>();
        candidates.forEach(hash -> devices.addAll(inForce(projected.of(rows.userPartition(hash)))));
        return devices;
    }

    /** Whose key this is or ever was, by the username hashes of every grant that ever listed it. */
    public Set<String> everOwnersOf(String signingKey) {
        Set<String> owners = new TreeSet<>();
        ofKey(signingKey).forEach(row -> DeviceRows.owner(row).person().ifPresent(owners::add));
        return owners;
    }

    /** Whose key this is now, by the username hashes of the grants in which it is active. */
    public Set<String> ownersOf(String signingKey) {
        Set<String> owners = new TreeSet<>();
        byKey(signingKey).stream()
                .filter(DeviceRow::active)
                .forEach(row -> row.usernameHash().ifPresent(owners::add));
        return owners;
    }

    /** What rules match for the person whose key this is, groups aside; empty if no grant has it as an active key. */
    public Optional<Set<String>> identityOf(String signingKey) {
        Set<String> identity = new TreeSet<>();
        boolean active = false;
        for (Item row : ofKey(signingKey)) {
            if (DeviceRows.decode(row).active()) {
                active = true;
                identity.addAll(DeviceRows.owner(row).identity());
            }
        }
        return active ? Optional.of(identity) : Optional.empty();
    }

    /** All policies: one query, a read unit for every 4 KB of them, once in the life of this view. */
    public TenantPolicy policy() {
        return policies().policy();
    }

    /**
     * The normalised names of all groups that somebody is in: a query for every hash, and three for every group found.
     *
     * @param identity of the person, as in {@link #identityOf}
     */
    public Set<String> groupsOf(Set<String> identity) {
        return policies().groupsOf(identity);
    }

    private synchronized PolicyView policies() {
        PolicyView view = policies.orElseGet(() -> new PolicyView(projected, tenant));
        policies = Optional.of(view);
        return view;
    }

    private static List<DeviceRow> inForce(List<Item> items) {
        return items.stream()
                .map(DeviceRows::decode)
                .filter(row -> row.active() || row.wipe())
                .toList();
    }

    private List<Item> ofKey(String signingKey) {
        return keys.computeIfAbsent(rows.keyPartition(signingKey), projected::of);
    }
}

package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.wire.SyncServer;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The sync servers of one tenant, by name. They go with the tenant. */
public final class SyncServers {
    /** Tenants that have or had sync servers; sort keys begin with the incarnation. */
    private static final String LIST = "SYNCED";

    private static final String SEPARATOR = "\n";

    private final Table table;
    private final Tenant tenant;

    public SyncServers(Table table, Tenant tenant) {
        this.table = table;
        this.tenant = tenant;
    }

    /** The ids of the tenants that have sync servers, and of some that had: nobody looks through all tenants for them. */
    public static List<String> tenants(Table table) {
        return table.query(Query.prefix(LIST, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(row -> row.key().sk())
                .map(key -> key.substring(key.indexOf('#') + 1))
                .distinct()
                .toList();
    }

    public List<SyncServer> list() {
        return table.query(Query.prefix(partition(), "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(SyncServers::decode)
                .toList();
    }

    /** Adds a server, or replaces the one of that name. */
    public void put(SyncServer server) {
        new IncarnationPartitions(table, tenant.incarnation()).note(List.of(partition(), LIST));
        Key listed = new Key(LIST, tenant.incarnation() + "#" + tenant.id());
        table.putAll(List.of(encode(server), Item.of(listed).build()));
    }

    /** @return false if there is none of that name */
    public boolean remove(String name) {
        try {
            table.delete(new Key(partition(), name), Condition.PRESENT);
            return true;
        } catch (ConditionFailedException none) {
            return false;
        }
    }

    private Item encode(SyncServer server) {
        String databases = server.databases().stream().map(DatabaseId::value).collect(Collectors.joining(SEPARATOR));
        Item.Builder row = Item.of(new Key(partition(), server.name()))
                .text("u", server.url())
                .text("d", databases);
        server.intervalMillis().ifPresent(millis -> row.whole("m", millis));
        return row.build();
    }

    private static SyncServer decode(Item item) {
        Optional<Value> interval = Optional.ofNullable(item.attributes().get("m"));
        List<DatabaseId> databases = Arrays.stream(item.requireText("d").split(SEPARATOR, -1))
                .map(DatabaseId::new)
                .toList();
        OptionalLong millis = interval.isPresent() ? OptionalLong.of(item.requireWhole("m")) : OptionalLong.empty();
        return new SyncServer(item.key().sk(), item.requireText("u"), millis, databases);
    }

    private String partition() {
        return "Y#" + tenant.incarnation();
    }
}

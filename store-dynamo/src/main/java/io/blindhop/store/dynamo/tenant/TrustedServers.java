package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.wire.TrustedServer;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trusted servers of a node, few in number; names are unique without regard to case. */
public final class TrustedServers {
    private static final String PARTITION = "TRUSTED";

    private final Table table;

    public TrustedServers(Table table) {
        this.table = table;
    }

    public List<TrustedServer> list() {
        return table.query(Query.prefix(PARTITION, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(TrustedServers::decode)
                .toList();
    }

    /** One read unit. */
    public Optional<TrustedServer> byName(String name) {
        return table.get(key(name), Consistency.STRONG).map(TrustedServers::decode);
    }

    /** The server with this signing key, white space aside. Reads the list. */
    public Optional<TrustedServer> byKey(String signingKey) {
        return list().stream()
                .filter(server -> Pem.sameKey(server.signingPublicKey(), signingKey))
                .findFirst();
    }

    /** @return false if there is one of that name */
    public boolean add(TrustedServer server) {
        Item.Builder row = Item.of(key(server.name()))
                .text("n", server.name())
                .text("s", server.signingPublicKey())
                .text("e", server.encryptionPublicKey());
        server.tenants()
                .ifPresent(tenants -> row.text("t", joined(tenants.stream().map(TenantId::value))));
        server.databases().ifPresent(scope -> row.text("d", joined(scope.names())));
        return succeeds(() -> table.put(row.build(), Condition.ABSENT));
    }

    /** From the next request on the server is nobody. @return false if there is none of that name */
    public boolean remove(String name) {
        return succeeds(() -> table.delete(key(name), Condition.PRESENT));
    }

    private interface Write {
        void run() throws ConditionFailedException;
    }

    private static boolean succeeds(Write write) {
        try {
            write.run();
            return true;
        } catch (ConditionFailedException e) {
            return false;
        }
    }

    private static TrustedServer decode(Item item) {
        return new TrustedServer(
                item.requireText("n"),
                item.requireText("s"),
                item.requireText("e"),
                item.text("t").map(names -> names.lines().map(TenantId::new).collect(Collectors.toSet())),
                item.text("d").map(TrustedServers::scope));
    }

    private static TrustedServer.Scope scope(String names) {
        return names.equals(TrustedServer.Scope.ALL)
                ? new TrustedServer.Scope.All()
                : new TrustedServer.Scope.Some(
                        names.lines().map(DatabaseId::new).collect(Collectors.toSet()));
    }

    private static String joined(Stream<String> names) {
        return names.sorted().collect(Collectors.joining("\n"));
    }

    private static Key key(String name) {
        return new Key(PARTITION, name.toLowerCase(Locale.ROOT));
    }
}

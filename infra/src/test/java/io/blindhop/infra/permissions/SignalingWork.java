package io.blindhop.infra.permissions;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.signaling.ChangeFeed;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.store.dynamo.directory.DirectoryWriter;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What devices make signaling do, and what changes of stores make it do. */
final class SignalingWork {
    private static final String HELLO = "{\"type\":\"hello\",\"session\":\"oaGhoaGhoaGhoaGhoaGhoQ\"}";

    private static final int LARGE = 70_000;

    private final NodeOnAws node;
    private final TestTenant tenant;
    private final SilentGateway gateway;
    private final Signaling signaling;
    private int directoryChanges;

    private SignalingWork(NodeOnAws node, TestTenant tenant, SilentGateway gateway, Signaling signaling) {
        this.node = node;
        this.tenant = tenant;
        this.gateway = gateway;
        this.signaling = signaling;
    }

    /**
     * @param node makes the tenant, and is not what is watched
     * @param function the services of the function
     */
    static SignalingWork start(NodeOnAws node, NodeServices function, SilentGateway gateway, Connections connections) {
        TestTenant tenant = TestTenant.register(node, "meeting").grant(Person.BOB, Person.CAROL);
        Signaling signaling = NodeSignaling.of(function, connections, SignalingServices.LIFETIME);
        return new SignalingWork(node, tenant, gateway, signaling);
    }

    void talk() throws ConnectionRefusedException {
        arrive("alice", Person.ALICE);
        arrive("bob", Person.BOB);
        arrive("carol", Person.CAROL);
        signaling.receive("alice", "{\"type\":\"ping\"}");
        gateway.breakOff("carol");
        signaling.receive("alice", "{\"type\":\"leave\",\"room\":\"db:notes\"}");
        changeDirectoryAndCrash();
        signaling.receive("bob", "{\"type\":\"ping\"}");
        signaling.disconnected("bob");
    }

    /** Of a store with a subscriber who is gone, and of a directory in which somebody is revoked. */
    void hearOfChanges() throws ConnectionRefusedException {
        ChangeFeed feed = new ChangeFeed(signaling, Generation.FIRST);
        arrive("alice", Person.ALICE);
        arrive("bob", Person.BOB);
        gateway.breakOff("alice");
        feed.tell(change("notes"));
        tenant.revokeBob();
        feed.tell(change("directory"));
        arrive("carol", Person.CAROL);
        changeDirectoryAndCrash();
        feed.tell(change("directory"));
    }

    private void arrive(String connectionId, Person person) throws ConnectionRefusedException {
        NodeServices services = node.services();
        Realm.OfTenant realm =
                new Realm.OfTenant(new TenantId(tenant.id()), registered().incarnation());
        String ticket = new Tickets(services.secrets(), services.clock(), services.random())
                .issue(realm, person.signingPem(), Optional.empty());
        signaling.connect(connectionId, "blindhop.v1, ticket." + ticket, Optional.empty());
        signaling.receive(connectionId, HELLO);
        signaling.receive(connectionId, "{\"type\":\"join\",\"room\":\"db:notes\"}");
        signaling.receive(connectionId, "{\"type\":\"subscribe\",\"dbId\":\"notes\",\"storeKind\":\"docs\"}");
    }

    /**
     * As a node that ended between the commit and what follows from it. The entry is one of those that do not fit into the row
     * of their commit: whoever reads it needs its block and its object.
     */
    private void changeDirectoryAndCrash() {
        byte[] much = new byte[LARGE];
        new Random(directoryChanges).nextBytes(much);
        Map<String, Object> document =
                Map.of("form", "useroperation", "note", Bytes.wrap(much).toBase64());
        try (DirectoryWriter writer =
                new DirectoryWriter(Person.ADMIN.identity().signing(), TestTenant.PUBLIC_INFOS_KEY)) {
            String docId = "later_" + directoryChanges++;
            new LogStore(node.services().storage(), registered().store("directory", StoreKind.DOCS))
                    .put(List.of(TestEntries.verified(writer.write(docId, document))), Witness.NONE);
        }
    }

    private LogChange change(String dbId) {
        LogStore store = new LogStore(node.services().storage(), registered().store(dbId, StoreKind.DOCS));
        return new LogChange(registered().store(dbId, StoreKind.DOCS), store.head());
    }

    private Tenant registered() {
        return node.services().tenants().find(tenant.id()).orElseThrow().tenant();
    }
}

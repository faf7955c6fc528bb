package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.Stores;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Nodes in one process, each in front of the one before it and trusted by it; node 0 is the origin of the recorded tenant. Every
 * hop has keys of its own, which are nobody's in the directory.
 */
final class Chain implements AutoCloseable {
    static final Duration AGE = Duration.ofSeconds(30);
    private static final Duration OFFLINE = Duration.ofHours(24);

    private final Logged logged = new Logged();
    private final List<TestNode> nodes = new ArrayList<>(List.of(new TestNode()));
    private final List<TestTenant> tenants = new ArrayList<>();
    private final List<NodeTransport> links = new ArrayList<>();
    private final List<Identity> hops = new ArrayList<>();
    private final List<HopOptions> options = new ArrayList<>();
    private final TestEntries keys = new TestEntries(77);

    /** An origin with Alice and Bob in it. */
    Chain() {
        tenants.add(TestTenant.register(nodes.getFirst(), TestTenant.RECORDED));
        tenants.getFirst().grant(Person.BOB);
    }

    static Chain of(List<HopMode> modes) {
        Chain chain = new Chain();
        modes.forEach(chain::add);
        return chain;
    }

    Chain add(HopMode mode) {
        return add(mode, stores -> stores, link -> link);
    }

    /**
     * Another hop in front.
     *
     * @param stores makes another hop of an honest one
     * @param seen how the hop before it appears to it
     */
    Chain add(HopMode mode, UnaryOperator<Stores> stores, UnaryOperator<NetworkTransport> seen) {
        NodeTransport link = new NodeTransport(nodes.getLast());
        Identity identity = new Identity(
                "cn=hop" + nodes.size(),
                keys.newKey(),
                Person.MALLORY.identity().encryption());
        HopOptions settings =
                new HopOptions(URI.create(link.remote()), mode, AGE, OFFLINE, Set.of(), false, false, Long.MAX_VALUE);
        trust(tenants.getLast(), identity);
        TestNode node = new TestNode(
                new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()),
                services -> services.with(stores.apply(new HopStores(
                        services.storage(),
                        settings,
                        new Upstream(
                                seen.apply(link),
                                identity,
                                services.clock(),
                                new SecureRandom(),
                                TimeLeft.UNLIMITED)))));
        nodes.add(node);
        links.add(link);
        hops.add(identity);
        options.add(settings);
        tenants.add(TestTenant.register(node, TestTenant.RECORDED));
        return this;
    }

    private static void trust(TestTenant tenant, Identity hop) {
        var trusted = WireEntries.object()
                .put("name", hop.username())
                .put("signingPublicKey", hop.signing().publicPem())
                .put("encryptionPublicKey", hop.encryption().publicPem());
        trusted.putArray("tenants").add(tenant.id());
        trusted.putArray("databases").add("*");
        tenant.operator("POST", "/system/trusted-servers", trusted).ok();
    }

    TestNode node(int index) {
        return nodes.get(index);
    }

    int length() {
        return nodes.size();
    }

    /** The tenant by way of a node. */
    TestTenant at(int index) {
        return tenants.get(index);
    }

    /** The way from node {@code index} to the one behind it. */
    NodeTransport link(int index) {
        return links.get(index - 1);
    }

    /** What the operator of a hop has decided. */
    HopOptions options(int index) {
        return options.get(index - 1);
    }

    /** What all nodes log. */
    List<String> log() {
        return logged.lines();
    }

    /** The keys of a hop. */
    Identity keys(int index) {
        return hops.get(index - 1);
    }

    /** What somebody's own client sees of a database by way of a node. */
    ContentAddressedStore client(int index, Person person, String dbId) {
        return client(new NodeTransport(nodes.get(index)), person, dbId);
    }

    ContentAddressedStore client(NetworkTransport transport, Person person, String dbId) {
        return client(transport, person.identity(), dbId, StoreKind.DOCS);
    }

    ContentAddressedStore client(NetworkTransport transport, Identity identity, String dbId, StoreKind kind) {
        return new RemoteTenant(
                        transport,
                        new TenantId(TestTenant.RECORDED),
                        identity,
                        nodes.getFirst().services().clock(),
                        new SecureRandom(),
                        RetryPolicy.once())
                .store(new DatabaseId(dbId), kind, CallContext.UNLIMITED);
    }

    @Override
    public void close() {
        nodes.reversed().forEach(TestNode::close);
        logged.close();
    }
}

package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two origins that both have the recorded tenant with Alice and Bob in it, may lie, and trust the hop that merges them. */
final class MergeLab implements AutoCloseable {
    static final Duration AGE = Duration.ofSeconds(30);
    private static final int ORIGINS = 2;

    private final Identity keys = new Identity(
            "cn=hop", new TestEntries(78).newKey(), Person.MALLORY.identity().encryption());
    private final List<TestNode> origins = new ArrayList<>();
    private final List<LyingStores> lies = new ArrayList<>();
    private final List<NodeTransport> links = new ArrayList<>();
    private final List<TestTenant> tenants = new ArrayList<>();
    final TestNode hop;
    final TestTenant atHop;

    MergeLab() {
        for (int i = 0; i < ORIGINS; i++) {
            TestNode origin = new TestNode(new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()), services -> {
                lies.add(new LyingStores(services.stores()));
                return services.with(lies.getLast());
            });
            origins.add(origin);
            links.add(new NodeTransport(origin, "http://origin" + i + ".test"));
            tenants.add(TestTenant.register(origin, TestTenant.RECORDED).grant(Person.BOB));
            trust(tenants.getLast());
        }
        HopOptions options = new HopOptions(
                links.stream().map(link -> URI.create(link.remote())).toList(),
                HopMode.MERGE,
                AGE,
                Duration.ofHours(2),
                Set.of(),
                false,
                false,
                HopOptions.FORWARD_EVERY,
                Long.MAX_VALUE,
                HopOptions.WATCH_EVERY);
        this.hop = new TestNode(
                new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()),
                services -> services.with(new HopStores(
                        services.storage(),
                        options,
                        links.stream()
                                .map(link -> new Upstream(
                                        link, keys, services.clock(), new SecureRandom(), TimeLeft.UNLIMITED))
                                .toList())));
        this.atHop = TestTenant.register(hop, TestTenant.RECORDED);
    }

    private void trust(TestTenant tenant) {
        var trusted = WireEntries.object()
                .put("name", keys.username())
                .put("signingPublicKey", keys.signing().publicPem())
                .put("encryptionPublicKey", keys.encryption().publicPem());
        trusted.putArray("databases").add("*");
        tenant.operator("POST", "/system/trusted-servers", trusted).ok();
    }

    void distrust(int origin) {
        tenants.get(origin)
                .operator("DELETE", "/system/trusted-servers/cn%3Dhop", WireEntries.object())
                .ok();
    }

    TestNode origin(int index) {
        return origins.get(index);
    }

    TestTenant at(int origin) {
        return tenants.get(origin);
    }

    NodeTransport link(int origin) {
        return links.get(origin);
    }

    /** What an origin makes of the notes. */
    LyingStores lies(int origin) {
        return lies.get(origin);
    }

    /** The notes as somebody's own client sees them by way of the hop. */
    ContentAddressedStore client(Person person) {
        return client(hop, person);
    }

    /** The same by way of an origin. */
    ContentAddressedStore client(int origin, Person person) {
        return client(origins.get(origin), person);
    }

    private static ContentAddressedStore client(TestNode node, Person person) {
        return new RemoteTenant(
                        new NodeTransport(node),
                        new TenantId(TestTenant.RECORDED),
                        person.identity(),
                        node.services().clock(),
                        new SecureRandom(),
                        RetryPolicy.once())
                .store(new DatabaseId("notes"), StoreKind.DOCS, CallContext.UNLIMITED);
    }

    @Override
    public void close() {
        hop.close();
        origins.forEach(TestNode::close);
    }
}

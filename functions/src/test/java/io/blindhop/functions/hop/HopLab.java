package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.store.TimeLeft;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An origin, a tenant that both nodes know, and a hop in front of the origin that it trusts; with clocks that stand still. */
public final class HopLab implements AutoCloseable {
    public static final Duration AGE = Duration.ofSeconds(30);
    static final Duration OFFLINE = Duration.ofHours(2);

    /** The keys of the hop, which is nobody in the directory. */
    private static final Identity HOP = new Identity(
            "cn=hop",
            Person.MALLORY.identity().signing(),
            Person.MALLORY.identity().encryption());

    public final TestNode origin = new TestNode();
    public final NodeTransport link = new NodeTransport(origin);
    public final TestNode hop;

    /** As the origin has it. */
    public final TestTenant atOrigin;

    /** As the hop has it. */
    public final TestTenant atHop;

    public HopLab(HopMode mode) {
        this(mode, options -> options);
    }

    HopLab(HopMode mode, UnaryOperator<HopOptions> change) {
        HopOptions options = change.apply(
                new HopOptions(URI.create(link.remote()), mode, AGE, OFFLINE, Set.of(), false, false, Long.MAX_VALUE));
        this.hop = behind(link, options);
        this.atOrigin = TestTenant.register(origin, TestTenant.RECORDED);
        this.atHop = TestTenant.register(hop, TestTenant.RECORDED);
        var trusted = WireEntries.object()
                .put("name", HOP.username())
                .put("signingPublicKey", HOP.signing().publicPem())
                .put("encryptionPublicKey", HOP.encryption().publicPem());
        trusted.putArray("databases").add("*");
        atOrigin.operator("POST", "/system/trusted-servers", trusted).ok();
        atOrigin.grant(Person.BOB);
    }

    /** Another hop. */
    public static TestNode behind(NetworkTransport link, HopOptions options) {
        return new TestNode(
                new NodeOptions(TestNode.BODY_LIMIT, EventMode.IN_PROCESS, Set.of()),
                services -> as(HOP, services)
                        .with(new HopStores(
                                services.storage(),
                                options,
                                new Upstream(link, HOP, services.clock(), new SecureRandom(), TimeLeft.UNLIMITED))));
    }

    /** A node with keys of its own. */
    private static NodeServices as(Identity identity, NodeServices services) {
        return new NodeServices(
                services.storage(),
                services.tenants(),
                services.secrets(),
                services.nonces(),
                identity,
                services.config(),
                services.random(),
                services.clock(),
                services.options(),
                services.timeLeft(),
                services.stores());
    }

    @Override
    public void close() {
        hop.close();
        origin.close();
    }
}

package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hops each of which merges an origin and the other hop. */
class MergedRingTest {
    private final TestEntries keys = new TestEntries(79);
    private final Identity first = identity("cn=first");
    private final Identity second = identity("cn=second");
    private final TestNode origin = new TestNode();
    private final Later toSecond = new Later();
    private final TestNode firstHop = hop(first, new NodeTransport(origin), toSecond);
    private final NodeTransport toFirst = new NodeTransport(firstHop, "http://first.test");
    private final TestNode secondHop = hop(second, new NodeTransport(origin), toFirst);
    private TestTenant atFirst;

    /** A way to a node that is made later. */
    private static final class Later implements NetworkTransport {
        private Optional<NetworkTransport> to = Optional.empty();

        @Override
        public io.blindhop.protocol.network.Answer send(Request request, TimeLeft timeLeft) {
            return to.orElseThrow().send(request, timeLeft);
        }

        @Override
        public String remote() {
            return "http://second.test";
        }

        @Override
        public void close() {}
    }

    private Identity identity(String name) {
        return new Identity(name, keys.newKey(), Person.MALLORY.identity().encryption());
    }

    private static TestNode hop(Identity identity, NetworkTransport... upstreams) {
        HopOptions options = new HopOptions(
                Stream.of(upstreams).map(link -> URI.create(link.remote())).toList(),
                HopMode.MERGE,
                Duration.ofSeconds(30),
                Duration.ofHours(2),
                Set.of(),
                false,
                false,
                HopOptions.FORWARD_EVERY,
                Long.MAX_VALUE,
                HopOptions.WATCH_EVERY);
        return new TestNode(
                new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()),
                services -> services.with(new HopStores(
                        services.storage(),
                        options,
                        Stream.of(upstreams)
                                .map(link -> new Upstream(
                                        link, identity, services.clock(), new SecureRandom(), TimeLeft.UNLIMITED))
                                .toList())));
    }

    private static void trust(TestTenant tenant, Identity hop) {
        var trusted = WireEntries.object()
                .put("name", hop.username())
                .put("signingPublicKey", hop.signing().publicPem())
                .put("encryptionPublicKey", hop.encryption().publicPem());
        trusted.putArray("databases").add("*");
        tenant.operator("POST", "/system/trusted-servers", trusted).ok();
    }

    @BeforeEach
    void trustEachOther() {
        toSecond.to = Optional.of(new NodeTransport(secondHop, "http://second.test"));
        TestTenant atOrigin = TestTenant.register(origin, TestTenant.RECORDED).grant(Person.BOB);
        atFirst = TestTenant.register(firstHop, TestTenant.RECORDED);
        TestTenant atSecond = TestTenant.register(secondHop, TestTenant.RECORDED);
        List.of(first, second).forEach(hop -> trust(atOrigin, hop));
        trust(atFirst, second);
        trust(atSecond, first);
    }

    @AfterEach
    void stop() {
        secondHop.close();
        firstHop.close();
        origin.close();
    }

    @Test
    void aRingOfHopsThatMergeIsRefusedThoughTheOriginAnswers() {
        Answer refused = atFirst.login(Person.BOB).docs("notes").call("getStoreHead");

        assertThat(refused.status()).isEqualTo(508);
        assertThat(refused.error()).contains("its upstreams form a loop");
        assertThat(toFirst.requests())
                .filteredOn(request -> request.contains("/sync/"))
                .as("requests that go round")
                .hasSize(1);
    }
}

package io.blindhop.infra.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.conformance.EmbeddedNode;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two local servers that exchange entries over HTTP. */
class ServerSyncTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final EmbeddedNode other = new EmbeddedNode();
    private final TestTenant there = TestTenant.register(other.transport(), TestTenant.RECORDED);
    private final TestEntries entries = Person.ALICE.entries(4);

    @AfterEach
    void close() throws IOException {
        other.close();
    }

    private ArrivedEntry entry() {
        return entries.docCreate(entries.newDocId());
    }

    /** Also what the other one needs to let the node in. */
    private TestTenant registered(EmbeddedNode node) {
        ObjectNode trusted = WireEntries.object()
                .put("name", Person.SERVER.username())
                .put("signingPublicKey", Person.SERVER.signingPem())
                .put("encryptionPublicKey", Person.SERVER.encryptionPem());
        trusted.putArray("databases").add("*");
        there.operator("POST", "/system/trusted-servers", trusted).ok();
        there.grant(Person.BOB);
        return TestTenant.register(node.transport(), TestTenant.RECORDED);
    }

    private static Answer configure(TestTenant here, String url) {
        ObjectNode server = WireEntries.object()
                .put("name", "CN=other")
                .put("url", url)
                .put("syncIntervalMs", Duration.ofHours(1).toMillis());
        server.putArray("databases").add("notes").add("directory");
        return here.operator("POST", "/system/tenants/" + here.id() + "/sync-servers", server);
    }

    private static Answer trigger(TestTenant here) {
        return here.operator("POST", "/system/tenants/" + here.id() + "/trigger-sync", WireEntries.object());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/" + TestTenant.RECORDED})
    void anOperatorHasTwoServersBroughtTogether(String path) throws IOException {
        try (EmbeddedNode node = new EmbeddedNode(Map.of("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "true"))) {
            TestTenant here = registered(node);
            ArrivedEntry atOther = entry();
            there.login(Person.BOB).docs("notes").putBinary(List.of(atOther)).ok();
            configure(here, "http://127.0.0.1:" + other.port() + path).ok();

            trigger(here).ok();
            StoreClient notes = here.login(Person.ALICE).docs("notes");
            ArrivedEntry atNode = entry();
            notes.putBinary(List.of(atNode)).ok();
            Answer again = trigger(here).ok();

            assertThat(again.json().get("success").asBoolean()).isTrue();
            assertThat(again.json().get("message").asText())
                    .containsPattern("CN=other: pulled \\d+, pushed \\d+, refused 0$");
            for (TestTenant side : List.of(here, there)) {
                assertThat(side.login(Person.BOB).docs("notes").pullBinary(List.of(atOther.id(), atNode.id())))
                        .containsEntry(atOther.id(), atOther.payload())
                        .containsEntry(atNode.id(), atNode.payload());
            }
        }
    }

    @Test
    void anOperatorIsToldThatAServerCannotBeReached() throws IOException {
        try (EmbeddedNode node = new EmbeddedNode(Map.of("BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS", "true"))) {
            TestTenant here = registered(node);
            configure(here, "http://127.0.0.1:1").ok();

            Answer answer = trigger(here);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.error()).contains("CN=other", "127.0.0.1:1");
        }
    }

    @Test
    void whatIsPushedToAStoreAndForwardHopIsSoonAtItsUpstreamAndTheOtherWayRound() throws IOException {
        Map<String, String> hop = Map.of(
                UpstreamVariables.URL,
                "http://127.0.0.1:" + other.port(),
                UpstreamVariables.MODE,
                "store-and-forward",
                UpstreamVariables.FORWARD_SECONDS,
                "1");
        try (EmbeddedNode node = new EmbeddedNode(hop)) {
            TestTenant here = registered(node);
            StoreClient atHop = here.login(Person.ALICE).docs("notes");
            StoreClient atOther = there.login(Person.BOB).docs("notes");
            ArrivedEntry down = entry();
            ArrivedEntry up = entry();

            atOther.putBinary(List.of(down)).ok();
            atHop.putBinary(List.of(up)).ok();

            awaitBoth(atHop, List.of(down.id(), up.id()));
            awaitBoth(atOther, List.of(down.id(), up.id()));
        }
    }

    private static void awaitBoth(StoreClient store, List<String> ids) {
        Instant end = Instant.now().plus(SOON);
        while (store.ids().size() < ids.size() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(store.ids()).containsExactlyInAnyOrderElementsOf(ids);
    }
}

package io.blindhop.functions.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.node.TurnOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.Ticket;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.protocol.crypto.Pem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketRouteTest {
    private static final SignalingUrl URL = new SignalingUrl("wss://hop.example/live");
    private static final List<String> STUN = List.of("stun:stun.example:3478");
    private static final String APP = "https://app.example.org";

    private static TestNode node(SignalingOptions signaling, String... origins) {
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.empty(),
                EventMode.OFF,
                Set.of(origins),
                LimitOptions.OFF,
                OperatorOptions.DEFAULT,
                signaling));
    }

    private static Answer ask(TestNode node, Session session, Headers headers) throws IOException {
        return node.send(new HttpRequest(
                "POST",
                "/" + session.tenantId() + "/signaling/tickets",
                headers.with("Authorization", "Bearer " + session.token()),
                Bytes.empty(),
                "127.0.0.1"));
    }

    private static Optional<Ticket> ticket(TestNode node, JsonNode answer) {
        assertThat(answer.at("/protocols/0").asText()).isEqualTo("blindhop.v1");
        String subprotocol = answer.at("/protocols/1").asText();
        assertThat(subprotocol).startsWith("ticket.");
        return new Tickets(
                        node.services().secrets(),
                        node.services().clock(),
                        node.services().random())
                .check(subprotocol.substring("ticket.".length()));
    }

    @Test
    void aTicketIsBoundToTenantDeviceAndOriginAndWritesNothing() throws IOException {
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), STUN, Optional.empty()))) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            long writes = node.tableWrites();
            Answer answer = ask(node, alice, Headers.of("Origin", APP)).ok();
            assertThat(node.tableWrites()).isEqualTo(writes);
            assertThat(answer.headers().first("Cache-Control")).contains("no-store");
            JsonNode json = answer.json();
            assertThat(json.get("url").asText()).isEqualTo("wss://hop.example/live");
            assertThat(json.get("expiresAt").asLong()).isEqualTo(TestNode.START + 60_000);
            Ticket ticket = ticket(node, json).orElseThrow();
            assertThat(ticket.realm().incarnation())
                    .isEqualTo(node.tenant(TestTenant.RECORDED).incarnation());
            assertThat(Pem.sameKey(ticket.deviceKey(), Person.ALICE.signingPem()))
                    .isTrue();
            assertThat(ticket.origin()).contains(APP);
            assertThat(ticket(node, ask(node, alice, Headers.none()).ok().json())
                            .orElseThrow()
                            .origin())
                    .isEmpty();
        }
    }

    @Test
    void withoutTurnThereIsStunOnlyAndWithoutBothNothing() throws IOException {
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), STUN, Optional.empty()))) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            JsonNode json = ask(node, alice, Headers.none()).ok().json();
            assertThat(json.get("iceServers").toString()).isEqualTo("[{\"urls\":[\"stun:stun.example:3478\"]}]");
            assertThat(json.has("iceExpiresAt")).isFalse();
        }
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), List.of(), Optional.empty()))) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            assertThat(ask(node, alice, Headers.none()).ok().json().get("iceServers"))
                    .isEmpty();
        }
    }

    @Test
    void turnCredentialsEndByThemselvesAndAreNeverTheSame() throws IOException {
        TurnOptions turn = new TurnOptions(List.of("turns:turn.example:5349"), "north");
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), List.of(), Optional.of(turn)))) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            JsonNode json = ask(node, alice, Headers.none()).ok().json();
            JsonNode server = json.at("/iceServers/0");
            String username = server.get("username").asText();
            long end = TestNode.START / 1000 + 12 * 3600;
            assertThat(username).startsWith(end + ":");
            assertThat(json.get("iceExpiresAt").asLong()).isEqualTo(end * 1000);
            assertThat(server.get("credential").asText())
                    .isEqualTo(TurnCredentials.named("north", username).credential());
            JsonNode again = ask(node, alice, Headers.none()).ok().json();
            assertThat(again.at("/iceServers/0/username").asText()).isNotEqualTo(username);
            assertThat(turn.toString()).doesNotContain("north");
        }
    }

    /** {@code printf 1433895918:ninefingers | openssl dgst -sha1 -hmac north -binary | base64}. */
    @Test
    void credentialsAreWhatCoturnComputes() {
        assertThat(TurnCredentials.named("north", "1433895918:ninefingers").credential())
                .isEqualTo("jy8hTxmOO7UtEKXqSkSlvakPVYA=");
    }

    @Test
    void whereSignalingIsAPathItIsOnTheHostThatWasAsked() throws IOException {
        SignalingUrl path = new SignalingUrl(SignalingUrl.LOCAL_PATH);
        try (TestNode node = node(new SignalingOptions(Optional.of(path), List.of(), Optional.empty()))) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            Answer answer = ask(node, alice, Headers.of("Host", "[::1]:8080")).ok();
            assertThat(answer.json().get("url").asText()).isEqualTo("ws://[::1]:8080/signaling");
            assertThat(ask(node, alice, Headers.of("Host", "a/b")).status()).isEqualTo(400);
            assertThat(ask(node, alice, Headers.none()).status()).isEqualTo(400);
        }
    }

    @Test
    void programsOfOriginsThatAreNotLetInGetNoTicket() throws IOException {
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), STUN, Optional.empty()), APP)) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            ask(node, alice, Headers.of("Origin", APP)).ok();
            assertThat(ask(node, alice, Headers.of("Origin", "https://evil.example"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aDeviceThatIsToWipeItselfGetsNoTicket() throws IOException {
        try (TestNode node = node(new SignalingOptions(Optional.of(URL), STUN, Optional.empty()))) {
            TestTenant tenant = TestTenant.register(node, "acme").grant(Person.CAROL);
            Session carol = tenant.login(Person.CAROL);
            ask(node, carol, Headers.none()).ok();
            tenant.wipeCarol();
            assertThat(ask(node, carol, Headers.none()).status()).isEqualTo(403);
        }
    }

    @Test
    void aNodeWithoutSignalingHasNoTickets() throws IOException {
        try (TestNode node = node(SignalingOptions.OFF)) {
            Session alice =
                    TestTenant.register(node, TestTenant.RECORDED).grant().login(Person.ALICE);
            assertThat(ask(node, alice, Headers.none()).status()).isEqualTo(404);
        }
    }
}

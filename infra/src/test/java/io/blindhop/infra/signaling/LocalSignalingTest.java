package io.blindhop.infra.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.conformance.EmbeddedNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalSignalingTest {
    /** Not the first generation, whose epochs are shown as they are stored. */
    private final EmbeddedNode node = new EmbeddedNode(new Generation(2));

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestTenant tenant =
            TestTenant.register(node.transport(), "acme").grant(Person.BOB);
    private Session alice;
    private Session bob;

    @BeforeEach
    void logIn() {
        alice = tenant.login(Person.ALICE);
        bob = tenant.login(Person.BOB);
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        node.close();
    }

    private static JsonNode ticket(Session session) {
        return session.send("POST", "/acme/signaling/tickets", "application/json", Bytes.empty())
                .ok()
                .json();
    }

    private TestSocket greeted(Session session, char fill) throws InterruptedException {
        TestSocket socket = TestSocket.open(client, ticket(session));
        socket.say("{'type':'hello','session':'" + String.valueOf(fill).repeat(22) + "'}");
        socket.hear("welcome");
        return socket;
    }

    @Test
    void twoDevicesMeetAndSignal() throws InterruptedException {
        TestSocket one = greeted(alice, 'a');
        assertThat(one.subprotocol()).isEqualTo("blindhop.v1");
        one.say("{'type':'join','room':'db:notes'}");
        one.hear("joined");
        TestSocket two = greeted(bob, 'b');
        two.say("{'type':'join','room':'db:notes'}");
        String peer = two.hear("joined").at("/peers/0/peer").asText();
        one.hear("peer-joined");
        two.say("{'type':'signal','room':'db:notes','to':'" + peer
                + "','seq':0,'kind':'bye','expires':1795341852000,'data':'ü','signature':'" + "s".repeat(86) + "'}");
        JsonNode signal = one.hear("signal");
        assertThat(signal.get("data").asText()).isEqualTo("ü");
        assertThat(signal.get("session").asText()).isEqualTo("b".repeat(22));
        two.close();
        one.hear("peer-left");
    }

    @Test
    void aTicketOpensOneWebSocket() {
        JsonNode ticket = ticket(alice);
        TestSocket.open(client, ticket);
        assertThatThrownBy(() -> TestSocket.open(client, ticket))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void aPushIsToldToWhoSubscribed() throws InterruptedException {
        TestSocket one = greeted(alice, 'a');
        one.say("{'type':'subscribe','dbId':'notes','storeKind':'docs'}");
        JsonNode before = one.hear("change");
        assertThat(before.get("maxReceiptOrder").asLong()).isZero();
        alice.docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("a_document")))
                .ok();
        JsonNode change = one.hear("change");
        assertThat(change.get("maxReceiptOrder").asLong()).isEqualTo(1);
        assertThat(change.get("epoch")).isEqualTo(before.get("epoch"));
    }

    @Test
    void whoIsRevokedIsToldAtOnceAndClosed() throws InterruptedException {
        TestSocket one = greeted(alice, 'a');
        one.say("{'type':'join','room':'lobby'}");
        one.hear("joined");
        TestSocket two = greeted(bob, 'b');
        two.say("{'type':'join','room':'lobby'}");
        two.hear("joined");
        one.hear("peer-joined");
        tenant.revokeBob();
        assertThat(two.hear("error").get("code").asText()).isEqualTo("revoked");
        assertThat(two.closeCode()).isEqualTo(1001);
        one.hear("peer-left");
    }

    @Test
    void aFrameAbove32KibibytesClosesTheConnection() throws InterruptedException {
        TestSocket one = greeted(alice, 'a');
        one.say("{'type':'ping'}" + " ".repeat(32 * 1024 - 15));
        assertThat(one.hear("error").get("code").asText()).isEqualTo("too-large");
        one.say("{'type':'ping'}" + " ".repeat(32 * 1024 - 14));
        assertThat(one.closeCode()).isEqualTo(1009);
    }
}

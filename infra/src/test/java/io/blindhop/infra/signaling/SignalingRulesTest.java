package io.blindhop.infra.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.infra.conformance.EmbeddedNode;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rules of docs/signaling.md, through WebSockets of the local server. */
@Timeout(120)
class SignalingRulesTest {
    private static final String OTHER_ORIGIN = "https://other.example";
    /** More of one connection at the same moment may be refused with {@code rate}. */
    private static final int AT_ONCE = 5;

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedNode node;
    private TestTenant tenant;

    private void start(UnaryOperator<GatewayOptions> gateway) {
        node = new EmbeddedNode(folder, gateway);
        tenant = TestTenant.register(node.transport(), "acme").grant(Person.BOB);
    }

    private void start() {
        start(UnaryOperator.identity());
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        node.close();
    }

    private static JsonNode ticket(Session session) {
        return session.send("POST", "/" + session.tenantId() + "/signaling/tickets", "application/json", Bytes.empty())
                .ok()
                .json();
    }

    private TestSocket open(Session session) {
        return TestSocket.open(client, ticket(session));
    }

    private TestSocket greeted(Session session) throws InterruptedException {
        TestSocket socket = open(session);
        greet(socket);
        return socket;
    }

    /** The peer id. */
    private static String greet(TestSocket socket) throws InterruptedException {
        socket.say("{'type':'hello','session':'" + "a".repeat(22) + "'}");
        return socket.hear("welcome").get("peer").asText();
    }

    private static void join(TestSocket socket, String room) {
        socket.say("{'type':'join','room':'" + room + "'}");
    }

    private static String signal(String room, String to, int seq) {
        return "{'type':'signal','room':'" + room + "','to':'" + to + "','seq':" + seq
                + ",'kind':'bye','expires':1795341852000,'data':'','signature':'" + "s".repeat(86) + "'}";
    }

    @Test
    void whoSaysNothingForTooLongIsClosed() {
        start(options -> options.withLifetimes(SOON, NEVER));
        assertThat(open(tenant.login(Person.ALICE)).closeCode()).isEqualTo(1001);
    }

    @Test
    void noConnectionOutlivesItsTime() throws InterruptedException {
        start(options -> options.withLifetimes(NEVER, Duration.ofSeconds(5)));
        TestSocket socket = open(tenant.login(Person.ALICE));
        greet(socket);
        assertThat(socket.closeCode()).isEqualTo(1001);
    }

    @Test
    void aBinaryMessageClosesTheConnection() {
        start();
        TestSocket socket = open(tenant.login(Person.ALICE));
        socket.sayBinary();
        assertThat(socket.closeCode()).isEqualTo(1003);
    }

    @Test
    void whoSaysTooMuchAtOnceIsToldForHowLongToWait() throws InterruptedException {
        start();
        TestSocket socket = greeted(tenant.login(Person.ALICE));
        JsonNode answer = pingUntilRefused(socket);
        assertThat(answer.get("code").asText()).isEqualTo("rate");
        assertThat(answer.get("retryAfter").asLong()).isBetween(1L, 10_000L);
        assertThat(answer.has("closing")).isFalse();
    }

    /** Never ahead of the answers by more than a few, so that however slow the server is, each of them is waited for. */
    private static JsonNode pingUntilRefused(TestSocket socket) throws InterruptedException {
        for (int i = 0; i < AT_ONCE; i++) {
            socket.say("{'type':'ping'}");
        }
        JsonNode answer = socket.hear();
        while (answer.get("type").asText().equals("pong")) {
            socket.say("{'type':'ping'}");
            answer = socket.hear();
        }
        return answer;
    }

    @Test
    void aConnectionIsIn16RoomsAtMost() throws InterruptedException {
        start();
        TestSocket socket = greeted(tenant.login(Person.ALICE));
        for (int i = 0; i < 16; i++) {
            join(socket, "room" + i);
            socket.hear("joined");
        }
        join(socket, "room16");
        assertThat(socket.hearError()).isEqualTo("too-many-rooms");
        socket.say("{'type':'leave','room':'room0'}");
        socket.hear("left");
        join(socket, "room16");
        socket.hear("joined");
    }

    @Test
    void aRoomTakes32PeersAndAnotherWhenOneHasLeft() throws InterruptedException {
        start();
        Session alice = tenant.login(Person.ALICE);
        List<TestSocket> peers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            TestSocket peer = greeted(alice);
            join(peer, "db:notes");
            assertThat(peer.hear("joined").get("peers")).hasSize(i);
            peers.add(peer);
        }
        TestSocket late = greeted(alice);
        join(late, "db:notes");
        assertThat(late.hearError()).isEqualTo("room-full");
        peers.getFirst().say("{'type':'leave','room':'db:notes'}");
        while (!peers.getFirst().hear().get("type").asText().equals("left")) {
            // Who came before.
        }
        join(late, "db:notes");
        assertThat(late.hear("joined").get("peers")).hasSize(31);
    }

    @Test
    void aConnectionHas32SubscriptionsAtMost() throws InterruptedException {
        start();
        TestSocket socket = greeted(tenant.login(Person.ALICE));
        for (int i = 0; i < 32; i++) {
            socket.say("{'type':'subscribe','dbId':'db" + i + "','storeKind':'docs'}");
            socket.hear("change");
        }
        socket.say("{'type':'subscribe','dbId':'db32','storeKind':'docs'}");
        assertThat(socket.hearError()).isEqualTo("too-many-subscriptions");
    }

    @Test
    void theSameRoomOfAnotherTenantIsAnotherRoom() throws InterruptedException {
        start();
        TestTenant other = TestTenant.register(node.transport(), "other").grant();
        TestSocket here = greeted(tenant.login(Person.ALICE));
        join(here, "lobby");
        here.hear("joined");
        here.say("{'type':'subscribe','dbId':'notes','storeKind':'docs'}");
        here.hear("change");
        TestSocket there = open(other.login(Person.ALICE));
        String stranger = greet(there);
        join(there, "lobby");
        assertThat(there.hear("joined").get("peers")).isEmpty();
        other.login(Person.ALICE)
                .docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("d")))
                .ok();
        here.say(signal("lobby", stranger, 0));
        assertThat(here.hearError()).isEqualTo("peer-gone");
        here.say("{'type':'ping','re':'last'}");
        assertThat(here.hear("pong").get("re").asText()).isEqualTo("last");
        assertThat(here.heardMeanwhile()).isEmpty();
        assertThat(there.heardMeanwhile()).isEmpty();
    }

    @Test
    void aTicketOfOneOriginOpensNothingForAnother() throws IOException {
        start();
        Session alice = tenant.login(Person.ALICE);
        String allowed = node.allowedOrigin().orElseThrow();
        JsonNode ticket = ticketFor(alice, allowed);
        assertThat(TestSocket.refusal(() -> TestSocket.open(client, ticket))).isEqualTo(403);
        assertThat(TestSocket.refusal(() -> TestSocket.open(client, ticket, OTHER_ORIGIN)))
                .isEqualTo(403);
        assertThat(TestSocket.open(client, ticket, allowed).subprotocol()).isEqualTo("blindhop.v1");
        assertThat(TestSocket.refusal(() -> TestSocket.open(client, ticket(alice), allowed)))
                .isEqualTo(403);
    }

    private static JsonNode ticketFor(Session session, String origin) throws IOException {
        Headers headers =
                Headers.of("Authorization", "Bearer " + session.token()).with("Origin", origin);
        return session.transport()
                .send(new HttpRequest("POST", "/acme/signaling/tickets", headers, Bytes.empty(), "127.0.0.1"))
                .ok()
                .json();
    }

    @Test
    void aTicketIsUsedOnce() {
        start();
        JsonNode ticket = ticket(tenant.login(Person.ALICE));
        TestSocket.open(client, ticket);
        assertThat(TestSocket.refusal(() -> TestSocket.open(client, ticket))).isEqualTo(401);
    }

    @Test
    void whoseEndWasNotToldTurnsOutToBeGone() throws IOException, InterruptedException {
        start();
        Session bob = tenant.login(Person.BOB);
        TestSocket lost = open(bob);
        String lostPeer = greet(lost);
        join(lost, "lobby");
        lost.hear("joined");
        JsonNode one = ticket(bob);
        JsonNode two = ticket(bob);
        // The server ends, and tells nobody who was connected; the rows of the connection outlive it.
        node.close();
        node = new EmbeddedNode(folder, UnaryOperator.identity());
        TestSocket first = TestSocket.openAt(client, node.port(), one);
        greet(first);
        join(first, "lobby");
        assertThat(first.hear("joined").at("/peers/0/peer").asText()).isEqualTo(lostPeer);
        assertThat(first.hear("peer-left").get("peer").asText()).isEqualTo(lostPeer);
        first.say(signal("lobby", lostPeer, 0));
        assertThat(first.hearError()).isEqualTo("peer-gone");
        TestSocket second = TestSocket.openAt(client, node.port(), two);
        greet(second);
        join(second, "lobby");
        assertThat(second.hear("joined").get("peers")).hasSize(1);
    }

    @Test
    void whoComesAtTheSameTimeAsOthersLearnsOfEachOfThem() throws InterruptedException {
        start();
        Session alice = tenant.login(Person.ALICE);
        List<TestSocket> sockets = new ArrayList<>();
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            TestSocket socket = open(alice);
            peers.add(greet(socket));
            sockets.add(socket);
        }
        sockets.parallelStream().forEach(socket -> join(socket, "lobby"));
        for (int i = 0; i < sockets.size(); i++) {
            Set<String> others = new HashSet<>(peers);
            others.remove(peers.get(i));
            Set<String> known = new HashSet<>();
            boolean joined = false;
            while (!joined || !known.equals(others)) {
                JsonNode message = sockets.get(i).hear();
                switch (message.get("type").asText()) {
                    case "joined" -> {
                        joined = true;
                        message.get("peers")
                                .forEach(peer -> known.add(peer.get("peer").asText()));
                    }
                    case "peer-joined" -> known.add(message.at("/peer/peer").asText());
                    default -> throw new AssertionError("heard " + message);
                }
                assertThat(others).containsAll(known);
            }
        }
    }

    @Test
    void messagesThatOvertakeEachOtherAllArrive() throws InterruptedException {
        start(options -> options.shuffled(20_261_122L));
        TestSocket one = greeted(tenant.login(Person.ALICE));
        join(one, "lobby");
        one.hear("joined");
        TestSocket two = greeted(tenant.login(Person.BOB));
        join(two, "lobby");
        String peer = two.hear("joined").at("/peers/0/peer").asText();
        one.hear("peer-joined");
        List<Integer> received = new ArrayList<>();
        for (int seq = 0; seq < 100; seq += AT_ONCE) {
            IntStream.range(seq, seq + AT_ONCE).forEach(each -> two.say(signal("lobby", peer, each)));
            for (int i = 0; i < AT_ONCE; i++) {
                received.add(one.hear("signal").get("seq").asInt());
            }
        }
        List<Integer> sent = IntStream.range(0, 100).boxed().toList();
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
    }
}

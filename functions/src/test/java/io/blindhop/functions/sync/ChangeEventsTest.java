package io.blindhop.functions.sync;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static io.blindhop.store.dynamo.directory.PolicyText.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.protocol.store.StoreKind;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event stream (protocol 3.5), as bytes arrive. Waiting times are guards against hanging and nothing else. */
class ChangeEventsTest {
    private static final long GUARD_SECONDS = 30;

    private final TestNode node = new TestNode();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TestTenant tenant;
    private Session alice;

    @BeforeEach
    void logIn() {
        tenant = node.register(TestTenant.RECORDED).grant(Person.BOB, Person.CAROL);
        alice = tenant.login(Person.ALICE);
    }

    @AfterEach
    void stop() {
        node.close();
        threads.close();
    }

    /** What one client receives: a text for each flush. */
    private record Stream(BlockingQueue<String> events, Future<?> end) {
        String next() throws InterruptedException {
            return Optional.ofNullable(events.poll(GUARD_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no event came"));
        }
    }

    private Stream open(Session session) throws InterruptedException {
        return open(session, "notes", event -> {});
    }

    /** @param received is called with what was flushed, by the thread of the stream */
    private Stream open(Session session, String dbId, Consumer<String> received) throws InterruptedException {
        HttpResponse answer = node.handle(new HttpRequest(
                "GET",
                "/itopgolden/sync/docs/events?dbId=" + dbId,
                Headers.of("Authorization", "Bearer " + session.token()),
                Bytes.empty(),
                "127.0.0.1"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("Cache-Control")).hasValue("no-cache, no-transform");
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                pending.write(b);
            }

            @Override
            public void flush() {
                String event = pending.toString(StandardCharsets.UTF_8);
                pending.reset();
                events.add(event);
                received.accept(event);
            }
        };
        ResponseBody.Streamed body = (ResponseBody.Streamed) answer.body();
        Stream stream = new Stream(events, threads.submit(() -> {
            body.writer().write(out);
            return null;
        }));
        assertThat(stream.next()).isEqualTo("event: hello\ndata: {\"protocolVersion\":\"sync-v5\"}\n\n");
        return stream;
    }

    @Test
    void aPushToAnyDatabaseOfTheKindIsToldWithTheHeadAndOneOfTheOtherKindIsNot() throws Exception {
        Stream stream = open(alice);
        alice.attachments("files")
                .putBinary(List.of(Person.ALICE.entries(1).attachmentChunk("d", Optional.empty(), 100)))
                .ok();
        alice.docs("elsewhere")
                .putBinary(List.of(Person.ALICE.entries(2).docCreate("document")))
                .ok();
        String epoch = alice.docs("elsewhere").head().get("epoch").textValue();
        assertThat(stream.next())
                .isEqualTo("event: change\ndata: {\"dbId\":\"elsewhere\",\"storeKind\":\"docs\",\"epoch\":\"" + epoch
                        + "\",\"maxReceiptOrder\":1}\n\n");
    }

    @Test
    void aQuietStreamShowsThatItLives() throws Exception {
        Stream stream = open(alice);
        node.advance(Duration.ofSeconds(31));
        assertThat(stream.next()).isEqualTo(": heartbeat " + (TestNode.START + 31_000) + "\n\n");
    }

    @Test
    void theStreamOfADeviceThatIsRevokedEndsWithTheNextHeartbeat() throws Exception {
        Stream stream = open(tenant.login(Person.BOB));
        tenant.revokeBob();
        stream.events().clear();
        node.advance(Duration.ofSeconds(31));
        stream.end().get(GUARD_SECONDS, TimeUnit.SECONDS);
        assertThat(stream.events()).noneMatch(event -> event.startsWith(": heartbeat"));
    }

    @Test
    void theStreamOfADeviceThatIsRevokedEndsAlsoWhileThereIsAlwaysAChangeToTell() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Stream stream = open(tenant.login(Person.BOB), "notes", event -> {
            if (event.startsWith("event: change") && told.incrementAndGet() < 20) {
                node.advance(Duration.ofSeconds(31));
                push("notes", told.get());
            }
        });
        tenant.revokeBob();
        push("notes", 0);
        stream.end().get(GUARD_SECONDS, TimeUnit.SECONDS);
        assertThat(told).hasValueLessThan(5);
    }

    private void push(String dbId, int seed) {
        alice.docs(dbId)
                .putBinary(List.of(Person.ALICE.entries(100 + seed).docCreate("document")))
                .ok();
    }

    @Test
    void aStreamEndsWithTheNextHeartbeatWhenItsDatabaseIsClosedToItsDevice() throws Exception {
        try (PolicyLab policies = new PolicyLab(tenant)) {
            Stream stream = open(tenant.login(Person.BOB));
            Stream elsewhere = open(tenant.login(Person.BOB), "elsewhere", event -> {});
            policies.publish(
                    AclId.DEFAULT_POLICY,
                    policy(Map.of(
                            "databaseCreationPolicy", "directory-restricted", "allowedDbIds", List.of("elsewhere"))));
            assertThat(elsewhere.next()).startsWith("event: change").contains("\"dbId\":\"directory\"");
            node.advance(Duration.ofSeconds(31));

            stream.end().get(GUARD_SECONDS, TimeUnit.SECONDS);
            assertThat(stream.events()).noneMatch(event -> event.startsWith(": heartbeat"));
            assertThat(elsewhere.next()).startsWith(": heartbeat");
        }
    }

    @Test
    void streamsEndWhenTheServerStops() throws Exception {
        Stream stream = open(alice);
        node.close();
        stream.end().get(GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aDeviceThatIsToWipeItselfGetsNone() {
        Session carol = tenant.login(Person.CAROL);
        tenant.wipeCarol();
        assertRefused(carol.get(StoreKind.DOCS, "events?dbId=notes"), 403, "wipe");
    }

    @Test
    void aNodeThatServesNoneSaysSo() {
        try (TestNode quiet = new TestNode(new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()))) {
            Session admin = quiet.register(TestTenant.RECORDED).login(Person.ADMIN);
            assertThat(admin.docs("notes")
                            .capabilities()
                            .get("supportsChangeEvents")
                            .asBoolean())
                    .isFalse();
            assertRefused(admin.get(StoreKind.DOCS, "events?dbId=notes"), 404, "events");
        }
    }
}

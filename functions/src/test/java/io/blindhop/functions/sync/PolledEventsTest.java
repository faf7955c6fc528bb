package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Event streams of one process about pushes to another. Nothing waits: each look is a call of the test. */
class PolledEventsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestNode other = new TestNode();
    private final PolledChanges feed = new PolledChanges(other.services().storage());
    private TestTenant tenant;
    private Session alice;

    @BeforeEach
    void logIn() {
        tenant = other.register(TestTenant.RECORDED).grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
    }

    @AfterEach
    void stop() {
        feed.close();
        other.close();
    }

    private ChangeFeed.Subscription subscribe() {
        return feed.subscribe(
                other.tenant(TestTenant.RECORDED), StoreKind.DOCS, DatabaseId.DIRECTORY, () -> new StoreHead("e", 0));
    }

    private void push(String dbId, int seed) {
        alice.docs(dbId)
                .putBinary(List.of(Person.ALICE.entries(seed).docCreate("document" + seed)))
                .ok();
    }

    @Test
    void aPushElsewhereIsToldOnceWithTheHead() throws InterruptedException {
        push("notes", 1);
        try (ChangeFeed.Subscription stream = subscribe()) {
            assertThat(stream.next(SECOND)).isEmpty();
            push("notes", 2);

            ChangeFeed.Change change = stream.next(SECOND).orElseThrow();

            assertThat(change.dbId().value()).isEqualTo("notes");
            String epoch = alice.docs("notes").head().get("epoch").textValue();
            assertThat(change.head()).isEqualTo(new StoreHead(epoch, 2));
            assertThat(stream.next(SECOND)).isEmpty();
        }
    }

    @Test
    void databasesThatBeganLaterAreToldAndTheOtherKindIsNot() throws InterruptedException {
        try (ChangeFeed.Subscription stream = subscribe()) {
            alice.attachments("notes")
                    .putBinary(List.of(Person.ALICE.entries(3).attachmentChunk("d", Optional.empty(), 100)))
                    .ok();
            push("new", 1);
            push("newer", 2);
            List<String> told = new ArrayList<>();
            for (Optional<ChangeFeed.Change> next = stream.next(SECOND); next.isPresent(); next = stream.next(SECOND)) {
                told.add(next.get().dbId().value());
            }
            assertThat(told).containsExactlyInAnyOrder("new", "newer");
        }
    }

    @Test
    void aTenantOfManyDatabasesIsToldAllTheSame() throws InterruptedException {
        int stores = 2 * PolledChanges.STORES_AT_EVERY_LOOK + 1;
        for (int i = 0; i < stores; i++) {
            push("db" + i, i);
        }
        try (ChangeFeed.Subscription stream = subscribe()) {
            push("db7", 100);
            List<String> told = new ArrayList<>();
            for (int look = 0; look < 3; look++) {
                stream.next(SECOND).ifPresent(change -> told.add(change.dbId().value()));
            }
            assertThat(told).containsExactly("db7");
        }
    }

    /** A stream of a node whose invocation has so many seconds left, one fewer at each look. */
    private List<String> events(int seconds, Runnable atEachLook) throws IOException {
        AtomicInteger left = new AtomicInteger(seconds);
        TimeLeft time = () -> {
            atEachLook.run();
            return Duration.ofSeconds(left.getAndDecrement());
        };
        NodeServices all = other.services();
        NodeOptions options = new NodeOptions(TestNode.BODY_LIMIT, EventMode.POLLED, Set.of());
        NodeServices services = new NodeServices(
                all.storage(),
                all.tenants(),
                all.secrets(),
                all.nonces(),
                all.identity(),
                all.config(),
                all.random(),
                all.clock(),
                options,
                time);
        List<String> events = new ArrayList<>();
        try (SyncNode node = new SyncNode(services)) {
            HttpResponse answer = node.handler()
                    .handle(new HttpRequest(
                            "GET",
                            "/itopgolden/sync/docs/events?dbId=notes",
                            Headers.of("Authorization", "Bearer " + alice.token()),
                            Bytes.empty(),
                            "127.0.0.1"));
            assertThat(answer.status()).isEqualTo(200);
            ByteArrayOutputStream pending = new ByteArrayOutputStream();
            ((ResponseBody.Streamed) answer.body()).writer().write(new OutputStream() {
                @Override
                public void write(int b) {
                    pending.write(b);
                }

                @Override
                public void flush() {
                    events.add(pending.toString(StandardCharsets.UTF_8));
                    pending.reset();
                }
            });
        }
        return events;
    }

    @Test
    void aStreamEndsByItselfBeforeItsInvocationDoes() throws IOException {
        assertThat(events(20, () -> {})).containsExactly("event: hello\ndata: {\"protocolVersion\":\"sync-v5\"}\n\n");
    }

    @Test
    void aStreamTellsAPushToTheOtherProcessAndShowsThatItLives() throws IOException {
        push("notes", 1);
        Iterator<Runnable> steps = List.<Runnable>of(
                        () -> {}, () -> push("notes", 2), () -> other.advance(Duration.ofSeconds(31)))
                .iterator();
        List<String> events = events(20, () -> {
            if (steps.hasNext()) {
                steps.next().run();
            }
        });
        assertThat(events).hasSize(3);
        assertThat(events.get(1))
                .startsWith("event: change\ndata: {\"dbId\":\"notes\",\"storeKind\":\"docs\",")
                .endsWith("\"maxReceiptOrder\":2}\n\n");
        assertThat(events.get(2)).startsWith(": heartbeat ");
    }
}

package io.blindhop.infra.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.conformance.EmbeddedNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hop whose upstream, a server in a process of its own, is killed, comes back, is slow, or is something else. */
@Timeout(180)
@Tag("slow")
class HopFaultsTest {
    private static final int BATCHES = 30;
    private static final int KILL_AT = 8;
    private static final int BATCH = 10;

    @TempDir
    private Path folder;

    private final TestEntries entries = Person.ALICE.entries(11);

    private List<ArrivedEntry> batch() {
        return Stream.generate(() -> entries.docCreate(entries.newDocId()))
                .limit(BATCH)
                .toList();
    }

    /** A hop in front of a junction, and the tenant by way of it. */
    private record Hop(Junction junction, EmbeddedNode node, TestTenant tenant) implements AutoCloseable {
        static Hop of(String mode, ServerProcess origin) throws IOException {
            try (HttpTransport there = new HttpTransport(origin.url())) {
                TestTenant atOrigin =
                        TestTenant.register(there, TestTenant.RECORDED).grant();
                var trusted = WireEntries.object()
                        .put("name", Person.SERVER.username())
                        .put("signingPublicKey", Person.SERVER.signingPem())
                        .put("encryptionPublicKey", Person.SERVER.encryptionPem());
                trusted.putArray("databases").add("*");
                atOrigin.operator("POST", "/system/trusted-servers", trusted).ok();
            }
            Junction junction = new Junction(new Junction.Behind.Server(origin.url()));
            EmbeddedNode node = new EmbeddedNode(
                    Map.of(UpstreamVariables.URL, junction.url().toString(), UpstreamVariables.MODE, mode));
            return new Hop(junction, node, TestTenant.register(node.transport(), TestTenant.RECORDED));
        }

        StoreClient notes() {
            return tenant.login(Person.ALICE).docs("notes");
        }

        @Override
        public void close() throws IOException {
            node.close();
            junction.close();
        }
    }

    /** Repeats what is not answered, as a client does, until it is. */
    private static void push(StoreClient notes, List<ArrivedEntry> batch) throws InterruptedException {
        while (true) {
            try {
                Answer answer = notes.putBinary(batch);
                if (answer.status() == 200) {
                    assertThat(answer.json().get("receipts")).hasSize(batch.size());
                    return;
                }
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers().first("Retry-After")).isPresent();
            } catch (UncheckedIOException brokenOff) {
                assertThat(brokenOff).isNotNull();
            }
            Thread.sleep(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"passthrough", "cache"})
    void anUpstreamThatIsKilledDuringPushAndPullAndComesBackHasEverythingOnce(String mode) throws Exception {
        Map<String, Bytes> pushed = new HashMap<>();
        CountDownLatch enough = new CountDownLatch(KILL_AT);
        Semaphore pulls = new Semaphore(0);
        ServerProcess first = ServerProcess.start(folder);
        try (first;
                Hop hop = Hop.of(mode, first)) {
            StoreClient notes = hop.notes();
            StoreClient reader = hop.notes();
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < BATCHES; i++) {
                    List<ArrivedEntry> batch = batch();
                    batch.forEach(entry -> pushed.put(entry.id(), entry.payload()));
                    try {
                        push(notes, batch);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    enough.countDown();
                }
            });
            Thread pulling = Thread.ofPlatform().start(() -> {
                while (!pulls.tryAcquire()) {
                    try {
                        reader.call("scanEntriesSince");
                    } catch (UncheckedIOException brokenOff) {
                        assertThat(brokenOff).isNotNull();
                    }
                }
            });
            enough.await();
            first.kill();
            try (ServerProcess second = ServerProcess.start(folder)) {
                hop.junction().put(new Junction.Behind.Server(second.url()));
                writer.join();
                pulls.release();
                pulling.join();

                List<String> ids = notes.ids();
                assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pushed.keySet());
                assertThat(notes.pullBinary(ids)).isEqualTo(pushed);
                try (HttpTransport there = new HttpTransport(second.url())) {
                    StoreClient origin =
                            hop.tenant().through(there).login(Person.ALICE).docs("notes");
                    assertThat(origin.ids()).isEqualTo(ids);
                    assertThat(origin.head()).isEqualTo(notes.head());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"passthrough", "cache"})
    void whatIsSlowOrNoServerIsAnUpstreamThatIsAway(String mode) throws Exception {
        try (ServerProcess origin = ServerProcess.start(folder);
                Hop hop = Hop.of(mode, origin)) {
            StoreClient notes = hop.notes();
            List<ArrivedEntry> batch = batch();
            for (Junction.Behind behind : List.of(
                    new Junction.Behind.Garbage("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
                    new Junction.Behind.Garbage("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n"),
                    new Junction.Behind.Garbage("\u0000\u0001\u00ff no words of HTTP\r\n\r\n"),
                    new Junction.Behind.Silence())) {
                hop.junction().put(behind);
                assertThat(notes.putBinary(batch).status())
                        .as(behind.toString())
                        .isEqualTo(503);
            }

            hop.junction().put(new Junction.Behind.Server(origin.url()));
            push(notes, batch);

            assertThat(notes.pullBinary(notes.ids())).hasSize(BATCH);
        }
    }
}

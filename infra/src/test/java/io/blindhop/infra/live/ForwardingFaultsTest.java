package io.blindhop.infra.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store-and-forward hop and its upstream, each in a process of its own, while people write to both. */
@Timeout(300)
@Tag("slow")
class ForwardingFaultsTest {
    private static final int BATCHES = 30;
    private static final int KILL_AT = 8;
    private static final int BATCH = 10;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    private Path originFolder;

    @TempDir
    private Path hopFolder;

    private final Map<String, Bytes> pushed = new ConcurrentHashMap<>();
    private ServerProcess originProcess;
    private ServerProcess hopProcess;
    private Junction toOrigin;
    private Junction toHop;
    private HttpTransport throughOrigin;
    private HttpTransport throughHop;
    private StoreClient atOrigin;
    private StoreClient atHop;

    @BeforeEach
    void start() throws IOException {
        originProcess = ServerProcess.start(originFolder);
        toOrigin = new Junction(new Junction.Behind.Server(originProcess.url()));
        hopProcess = startHop();
        toHop = new Junction(new Junction.Behind.Server(hopProcess.url()));
        throughOrigin = new HttpTransport(toOrigin.url());
        throughHop = new HttpTransport(toHop.url());
        TestTenant tenant =
                TestTenant.register(throughOrigin, TestTenant.RECORDED).grant();
        tenant.operator("POST", "/system/trusted-servers", hop()).ok();
        atOrigin = tenant.login(Person.ALICE).docs("notes");
        atHop = TestTenant.register(throughHop, TestTenant.RECORDED)
                .login(Person.ALICE)
                .docs("notes");
    }

    @AfterEach
    void stop() throws IOException {
        throughHop.close();
        throughOrigin.close();
        toHop.close();
        toOrigin.close();
        hopProcess.close();
        originProcess.close();
    }

    private ServerProcess startHop() throws IOException {
        return ServerProcess.start(
                hopFolder,
                Map.of(
                        UpstreamVariables.URL, toOrigin.url().toString(),
                        UpstreamVariables.MODE, "store-and-forward",
                        UpstreamVariables.FORWARD_SECONDS, "1"));
    }

    private ObjectNode hop() throws IOException {
        try (SystemClient client = new SystemClient(hopProcess.url())) {
            JsonMembers info = client.get("/.well-known/mindoodb-server-info");
            ObjectNode trusted = WireEntries.object();
            for (String member : List.of("name", "signingPublicKey", "encryptionPublicKey")) {
                trusted.put(member, info.string(member));
            }
            trusted.putArray("databases").add("*");
            return trusted;
        }
    }

    /** Which of the two processes is killed. */
    enum Killed {
        UPSTREAM,
        HOP
    }

    private void killAndStartAgain(Killed which) throws Exception {
        switch (which) {
            case UPSTREAM -> {
                originProcess.kill();
                originProcess.close();
                originProcess = ServerProcess.start(originFolder);
                toOrigin.put(new Junction.Behind.Server(originProcess.url()));
            }
            case HOP -> {
                hopProcess.kill();
                hopProcess.close();
                hopProcess = startHop();
                toHop.put(new Junction.Behind.Server(hopProcess.url()));
            }
        }
    }

    /** Pushes batch after batch and repeats what is not answered, as a client does. */
    private Thread writer(StoreClient store, int seed, CountDownLatch batches) {
        TestEntries entries = Person.ALICE.entries(seed);
        return Thread.ofPlatform().start(() -> {
            for (int i = 0; i < BATCHES; i++) {
                List<ArrivedEntry> batch = Stream.generate(() -> entries.docCreate(entries.newDocId()))
                        .limit(BATCH)
                        .toList();
                batch.forEach(entry -> pushed.put(entry.id(), entry.payload()));
                while (!push(store, batch)) {
                    pause();
                }
                batches.countDown();
            }
        });
    }

    private static boolean push(StoreClient store, List<ArrivedEntry> batch) {
        try {
            Answer answer = store.putBinary(batch);
            return answer.status() == 200 && answer.json().get("rejected").isEmpty();
        } catch (UncheckedIOException brokenOff) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEverythingAtBoth() throws IOException {
        Instant end = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(end)
                && (atHop.ids().size() < pushed.size() || atOrigin.ids().size() < pushed.size())) {
            pause();
        }
        for (StoreClient store : List.of(atHop, atOrigin)) {
            List<String> ids = store.ids();
            assertThat(ids)
                    .as("log of the hop: %s", Files.readString(hopFolder.resolve("server.log")))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(pushed.keySet());
            assertThat(store.pullBinary(ids)).isEqualTo(pushed);
            assertThat(store.head().get("maxReceiptOrder").asInt()).isEqualTo(pushed.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Killed.class)
    void whicheverIsKilledWhileBothAreWrittenToAndStartedAgainBothHaveEverythingOnceInTheEnd(Killed which)
            throws Exception {
        CountDownLatch enoughAtHop = new CountDownLatch(KILL_AT);
        CountDownLatch enoughAtOrigin = new CountDownLatch(KILL_AT);
        List<Thread> writers = List.of(writer(atHop, 1, enoughAtHop), writer(atOrigin, 2, enoughAtOrigin));
        enoughAtHop.await();
        enoughAtOrigin.await();

        killAndStartAgain(which);
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(pushed).hasSize(2 * BATCHES * BATCH);
        awaitEverythingAtBoth();
    }

    @Test
    void whileTheUpstreamTalksNonsenseOrNothingTheHopTakesWhatComesAndBringsItOnLater() throws Exception {
        TestEntries entries = Person.ALICE.entries(3);
        for (Junction.Behind behind : List.of(
                new Junction.Behind.Garbage("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
                new Junction.Behind.Garbage("\u0000\u0001\u00ff no words of HTTP\r\n\r\n"),
                new Junction.Behind.Silence())) {
            toOrigin.put(behind);
            ArrivedEntry entry = entries.docCreate(entries.newDocId());
            pushed.put(entry.id(), entry.payload());

            assertThat(push(atHop, List.of(entry))).as(behind.toString()).isTrue();
        }

        toOrigin.put(new Junction.Behind.Server(originProcess.url()));

        awaitEverythingAtBoth();
    }
}

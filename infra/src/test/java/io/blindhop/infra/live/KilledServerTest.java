package io.blindhop.infra.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of its work has kept everything it acknowledged. */
@Timeout(120)
class KilledServerTest {
    private static final int BATCHES_BEFORE_THE_KILL = 12;
    private static final int SMALL = 10;
    private static final int LARGE_BYTES = 100_000;

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedEntryIsThereWithItsPayloadAfterAKill() throws Exception {
        Map<String, Bytes> acknowledged = new LinkedHashMap<>();
        acknowledged.putAll(pushUntilKilled(1));
        acknowledged.putAll(pushUntilKilled(2));
        assertThat(acknowledged).hasSizeGreaterThan(2 * BATCHES_BEFORE_THE_KILL * SMALL);

        try (ServerProcess server = ServerProcess.start(folder);
                HttpTransport transport = new HttpTransport(server.url())) {
            Session alice = TestTenant.register(transport, TestTenant.RECORDED).login(Person.ALICE);
            StoreClient notes = alice.docs("notes");
            List<String> ids = List.copyOf(acknowledged.keySet());
            assertThat(notes.ids()).containsAll(ids).doesNotHaveDuplicates();
            assertThat(notes.head().get("maxReceiptOrder").asInt())
                    .isEqualTo(notes.ids().size());
            assertThat(notes.pullBinary(ids)).isEqualTo(acknowledged);
        }
    }

    /** The payloads of what was acknowledged before the kill. */
    private Map<String, Bytes> pushUntilKilled(int seed) throws Exception {
        Map<String, Bytes> acknowledged = new LinkedHashMap<>();
        CountDownLatch enough = new CountDownLatch(BATCHES_BEFORE_THE_KILL);
        try (ServerProcess server = ServerProcess.start(folder);
                HttpTransport transport = new HttpTransport(server.url())) {
            TestTenant tenant =
                    TestTenant.register(transport, TestTenant.RECORDED).grant();
            StoreClient notes = tenant.login(Person.ALICE).docs("notes");
            Thread client = Thread.ofPlatform().start(() -> push(notes, seed, acknowledged, enough));
            enough.await();
            server.kill();
            client.join();
        }
        return acknowledged;
    }

    private static void push(StoreClient notes, int seed, Map<String, Bytes> acknowledged, CountDownLatch enough) {
        TestEntries entries = Person.ALICE.entries(seed);
        try {
            while (true) {
                List<ArrivedEntry> batch = new ArrayList<>();
                for (int i = 0; i < SMALL; i++) {
                    batch.add(entries.docCreate(entries.newDocId()));
                }
                batch.add(entries.docCreate(entries.newDocId(), LARGE_BYTES));
                var answer = notes.putBinary(batch).ok().json();
                assertThat(answer.get("receipts")).hasSize(batch.size());
                batch.forEach(entry -> acknowledged.put(entry.id(), entry.payload()));
                enough.countDown();
            }
        } catch (UncheckedIOException theServerWasKilled) {
            assertThat(enough.getCount()).isZero();
        }
    }
}

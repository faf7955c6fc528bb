package io.blindhop.infra.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attachments over real HTTP, through a server whose heap is not much larger than they are. */
@Timeout(180)
class AttachmentsTest {
    private static final int CHUNK = 256 * 1024 + 29;
    /** As many chunks as fit into a body of 5 MiB. */
    private static final int BATCH = 19;

    @TempDir
    private Path folder;

    private final TestEntries entries = Person.ALICE.entries(42);
    private ServerProcess server;
    private HttpTransport transport;
    private StoreClient files;
    private Download bob;

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.start(folder);
        transport = new HttpTransport(server.url());
        TestTenant tenant = TestTenant.register(transport, TestTenant.RECORDED).grant(Person.BOB);
        files = tenant.login(Person.ALICE).attachments("files");
        Session session = tenant.login(Person.BOB);
        bob = new Download(transport, session, "files");
    }

    @AfterEach
    void stop() throws IOException {
        transport.close();
        server.close();
    }

    /** Pushes chunks batch by batch and keeps their hashes only. */
    private Map<String, String> push(int count) {
        Map<String, String> hashes = new LinkedHashMap<>();
        while (hashes.size() < count) {
            List<ArrivedEntry> batch = new ArrayList<>();
            while (batch.size() < BATCH && hashes.size() < count) {
                ArrivedEntry chunk = entries.attachmentChunk("film", Optional.empty(), CHUNK);
                batch.add(chunk);
                hashes.put(chunk.id(), chunk.metadata().contentHash());
            }
            var answer = files.putBinary(batch).ok().json();
            assertThat(answer.get("receipts")).hasSize(batch.size());
        }
        return hashes;
    }

    @Test
    void twoHundredMegabytesGoThroughAHeapOf256() throws IOException {
        int megabytes = 200;
        Map<String, String> hashes = push(megabytes * 4);

        assertThat(bob.binary(hashes.keySet())).isEqualTo(hashes);
        assertThat(bob.json(hashes.keySet())).isEqualTo(hashes);
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void anAnswerThatFailsHalfWayLooksLikeAFailure() throws IOException {
        Map<String, String> hashes = push(2 * BATCH);
        List<String> order = List.copyOf(hashes.values());
        for (int lost : new int[] {0, 1, BATCH, order.size() - 1}) {
            Path object = object(order.get(lost));
            Path aside = folder.resolve("aside");
            Files.move(object, aside);
            assertThatThrownBy(() -> bob.binary(hashes.keySet()))
                    .as("frames without entry %d", lost)
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> bob.json(hashes.keySet()))
                    .as("JSON without entry %d", lost)
                    .isInstanceOf(IOException.class);
            Files.move(aside, object);
        }
        assertThat(bob.binary(hashes.keySet())).isEqualTo(hashes);
    }

    private Path object(String contentHash) throws IOException {
        try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
            return paths.filter(path -> path.getFileName().toString().startsWith(contentHash))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

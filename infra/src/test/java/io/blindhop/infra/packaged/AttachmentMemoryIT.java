package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.infra.lambda.CopyReport;
import io.blindhop.infra.live.Download;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much memory an answer takes that is larger than what it is made of may be in memory. */
@Timeout(180)
class AttachmentMemoryIT {
    private static final int CHUNK = 256 * 1024;
    private static final int CHUNKS = 100;
    private static final int FEW = 10;
    private static final int BATCH = 15;
    private static final long MEBIBYTE = 1024 * 1024;

    /** Of the function: the answer alone would be a sixth of its heap. */
    private static final int MEMORY_MEGABYTES = 256;

    private final Map<String, String> hashes = new LinkedHashMap<>();

    private void push(Session session) {
        TestEntries entries = Person.ALICE.entries(1);
        while (hashes.size() < CHUNKS) {
            List<ArrivedEntry> batch = new ArrayList<>();
            while (batch.size() < BATCH && hashes.size() < CHUNKS) {
                ArrivedEntry chunk = entries.attachmentChunk("film", Optional.empty(), CHUNK);
                batch.add(chunk);
                hashes.put(chunk.id(), chunk.metadata().contentHash());
            }
            session.attachments("files").putBinary(batch).ok();
        }
    }

    /** The most memory that a new copy ever had that has sent all chunks in answers of so many. */
    private long peakOfANewCopy(Deployment node, Download download, int chunksOfAnAnswer) throws IOException {
        node.awaitFrozen();
        node.sync().killIdle();
        List<String> ids = List.copyOf(hashes.keySet());
        Map<String, String> arrived = new LinkedHashMap<>();
        for (int from = 0; from < CHUNKS; from += chunksOfAnAnswer) {
            arrived.putAll(download.binary(ids.subList(from, from + chunksOfAnAnswer)));
        }
        assertThat(arrived).isEqualTo(hashes);
        CopyReport copy = node.sync().copies().getLast();
        assertThat(copy.answers()).isEqualTo(CHUNKS / chunksOfAnAnswer);
        return copy.memory().orElseThrow().peakBytes();
    }

    @Test
    void aHundredChunksInOneAnswerTakeNoMoreThanTenInEachOfTen() throws IOException {
        try (Deployment node = Deployment.open(options -> options.withMemory(MEMORY_MEGABYTES))) {
            Session alice = node.newTenant().login(Person.ALICE);
            push(alice);
            Download download = new Download(node.transport(), alice, "files");

            long few = peakOfANewCopy(node, download, FEW);
            long all = peakOfANewCopy(node, download, CHUNKS);

            System.out.printf(
                    "100 chunks of 256 KiB, function of %d MB: peak %d MiB in one answer, %d MiB in ten answers%n",
                    MEMORY_MEGABYTES, all / MEBIBYTE, few / MEBIBYTE);
            assertThat(all).isLessThan(MEMORY_MEGABYTES * MEBIBYTE);
            // Less than the difference of the answers.
            assertThat(all - few).isLessThan((long) (CHUNKS - FEW) * CHUNK);
        }
    }
}

package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of several chunks, as clients cut it: 256 KiB of plain bytes each. */
class AttachmentFileTest extends OnNode {
    private static final int PLAIN = 256 * 1024;
    private static final int SEALED = PLAIN + 29;
    private static final int COUNT = 5;

    private final List<ArrivedEntry> chunks = new ArrayList<>();
    private StoreClient alices;
    private StoreClient bobs;

    @BeforeEach
    void upload() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        alices = tenant.login(Person.ALICE).attachments("files");
        bobs = tenant.login(Person.BOB).attachments("files");
        TestEntries entries = Person.ALICE.entries(3);
        Optional<String> previous = Optional.empty();
        for (int i = 0; i < COUNT; i++) {
            ArrivedEntry chunk = entries.attachmentChunk("film", previous, SEALED);
            chunks.add(chunk);
            previous = Optional.of(chunk.id());
        }
        assertThat(alices.putBinary(chunks.subList(0, 3)).ok().json().get("rejected"))
                .isEmpty();
        for (ArrivedEntry chunk : chunks.subList(3, COUNT)) {
            alices.put(List.of(WireEntries.inline(chunk))).ok();
        }
    }

    private static Map<String, Bytes> payloads(List<ArrivedEntry> entries) {
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        entries.forEach(entry -> payloads.put(entry.id(), entry.payload()));
        return payloads;
    }

    @Test
    void everyFormatBringsEveryChunkInTheOrderOfTheQuestion() {
        List<ArrivedEntry> backwards = chunks.reversed();
        List<String> ids = backwards.stream().map(ArrivedEntry::id).toList();
        for (Map<String, Bytes> pulled :
                List.of(bobs.pullBinary(ids), bobs.pullWithSessionKey(ids), bobs.pullHybrid(ids))) {
            assertThat(pulled.keySet()).containsExactlyElementsOf(ids);
            assertThat(pulled.equals(payloads(backwards))).isTrue();
        }
    }

    @Test
    void aPlanForAPartNamesTheChunksOfThePartOnly() {
        ObjectNode body = WireEntries.object()
                .put("lastChunkId", chunks.getLast().id())
                .put(
                        "attachmentSize",
                        chunks.stream()
                                .mapToLong(
                                        chunk -> chunk.metadata().originalSize().orElseThrow())
                                .sum());
        body.putObject("options").put("startByte", 0).put("endByte", 1);
        String whole = bobs.call("planAttachmentReadByWalkingMetadata", body)
                .ok()
                .body()
                .toUtf8();
        assertThat(whole).contains(chunks.getFirst().id());

        body.putObject("options").put("startByte", (long) PLAIN * (COUNT - 1) + COUNT);
        String end = bobs.call("planAttachmentReadByWalkingMetadata", body)
                .ok()
                .body()
                .toUtf8();
        assertThat(end)
                .contains(chunks.getLast().id())
                .doesNotContain(chunks.getFirst().id());
    }

    @Test
    void chunksAreNoDocumentsAndDocumentsNoChunks() {
        assertThat(bobs.ids()).hasSize(COUNT);
        assertThat(bobs.head().get("maxReceiptOrder").asInt()).isEqualTo(COUNT);
    }
}

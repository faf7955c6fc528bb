package io.blindhop.protocol.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.recorded.RecordedEntries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the reference server answered, answered again. */
class RecordedPlansTest {
    private static final JsonNode RECORDED = RecordedEntries.resource("plans.json");

    @Test
    void documentsArePlannedAsTheReferencePlannedThem() {
        JsonNode batch = call("planDocumentMaterializationBatch");
        for (JsonNode expected : batch.at("/answer/batchPlan/plans")) {
            assertPlan(expected);
        }
        assertThat(batch.at("/answer/batchPlan/plans")).hasSize(3);
    }

    @Test
    void diagnosticsAreThoseOfTheReference() {
        JsonNode expected = call("planDocumentMaterialization").at("/answer/plan");
        MaterializationPlan.Diagnostics diagnostics = assertPlan(expected).diagnostics();
        assertThat(diagnostics.headEntryIds())
                .isEqualTo(RecordedEntries.strings(expected.at("/diagnostics/headEntryIds")));
        assertThat(diagnostics.coveredLatestEntryCount())
                .isEqualTo(expected.at("/diagnostics/coveredLatestEntryCount").asInt());
        assertThat(diagnostics.uncoveredLatestEntryCount())
                .isEqualTo(expected.at("/diagnostics/uncoveredLatestEntryCount").asInt());
    }

    @Test
    void anAttachmentRangeIsPlannedAsTheReferencePlannedIt() {
        JsonNode call = call("planAttachmentReadByWalkingMetadata");
        Map<String, StoredEntry> chunks = store("attachments");
        JsonNode request = call.get("request");
        AttachmentReadPlan plan = AttachmentReadPlanner.plan(
                request.get("lastChunkId").asText(),
                request.get("attachmentSize").asLong(),
                request.at("/options/startByte").asLong(),
                OptionalLong.of(request.at("/options/endByteExclusive").asLong()),
                id -> Optional.ofNullable(chunks.get(id)).map(StoredEntry::metadata));
        JsonNode expected = call.at("/answer/plan");
        assertThat(plan.chunks()).hasSize(1);
        AttachmentReadPlan.ChunkPlan chunk = plan.chunks().getFirst();
        JsonNode expectedChunk = expected.at("/chunkPlans/0");
        assertThat(chunk.id()).isEqualTo(expectedChunk.get("id").asText());
        assertThat(chunk.startByte()).isEqualTo(expectedChunk.get("startByte").asLong());
        assertThat(chunk.endByteExclusive())
                .isEqualTo(expectedChunk.get("endByteExclusive").asLong());
        assertThat(chunk.originalSize())
                .isEqualTo(expectedChunk.get("originalSize").asLong());
        assertThat(plan.offsetInFirstChunk())
                .isEqualTo(expected.get("offsetInFirstChunk").asLong());
    }

    @Test
    void dependenciesAreResolvedAsTheReferenceResolvedThem() {
        JsonNode call = call("resolveDependencies");
        Map<String, StoredEntry> docs = store("docs");
        List<String> ids = DependencyWalk.unrestricted()
                .from(
                        call.at("/request/startId").asText(),
                        asked -> docs.entrySet().stream()
                                .filter(entry -> asked.contains(entry.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(ids).isEqualTo(RecordedEntries.strings(call.at("/answer/ids")));
    }

    private static MaterializationPlan assertPlan(JsonNode expected) {
        String docId = expected.get("docId").asText();
        List<StoredEntry> document = new ArrayList<>(store("docs").values());
        document.removeIf(entry -> !entry.metadata().docId().equals(docId));
        MaterializationPlan plan = MaterializationPlanner.plan(docId, document);
        assertThat(plan.snapshotEntryId().isPresent())
                .isEqualTo(!expected.get("snapshotEntryId").isNull());
        assertThat(plan.entryIdsToApply()).isEqualTo(RecordedEntries.strings(expected.get("entryIdsToApply")));
        return plan;
    }

    private static JsonNode call(String operation) {
        for (JsonNode call : RECORDED.get("calls")) {
            if (call.get("operation").asText().equals(operation)) {
                return call;
            }
        }
        throw new AssertionError("not recorded: " + operation);
    }

    private static Map<String, StoredEntry> store(String kind) {
        Map<String, StoredEntry> entries = new LinkedHashMap<>();
        RECORDED.get(kind).forEach(json -> {
            StoredEntry entry = RecordedEntries.entry(json);
            entries.put(entry.id(), entry);
        });
        return entries;
    }
}

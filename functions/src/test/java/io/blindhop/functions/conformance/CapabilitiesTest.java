package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says it can do, it can do; what it cannot, it does not say (protocol 3.3.1). */
class CapabilitiesTest extends OnNode {
    private final ArrivedEntry entry = Person.ALICE.entries(1).docCreate("document");
    private final ArrivedEntry chunk = Person.ALICE.entries(2).attachmentChunk("document", Optional.empty(), 1000 + 29);
    private TestTenant tenant;
    private Session alice;
    private StoreClient notes;
    private JsonNode receipts;

    @BeforeEach
    void logIn() {
        tenant = newTenant().grant(Person.CAROL);
        alice = tenant.login(Person.ALICE);
        notes = alice.docs("notes");
        receipts = notes.putBinary(List.of(entry)).ok().json().get("receipts");
        alice.attachments("notes").putBinary(List.of(chunk)).ok();
    }

    private boolean says(String name) {
        JsonNode flag = notes.capabilities().get(name);
        assertThat(flag.isBoolean()).as(name).isTrue();
        return flag.asBoolean();
    }

    @Test
    void theAnswerHasEveryMemberOfTheProtocolAndNoOther() {
        JsonNode capabilities = notes.capabilities();
        assertThat(capabilities.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "protocolVersion",
                        "supportsCursorScan",
                        "supportsIdBloomSummary",
                        "supportsCompactionStatus",
                        "supportsMaterializationPlanning",
                        "supportsBatchMaterializationPlanning",
                        "supportsAttachmentReadPlanning",
                        "serverTime",
                        "supportsAccessControlV1",
                        "supportsRemoteWipeV1",
                        "supportsStoreHead",
                        "supportsSessionKeyWrap",
                        "supportsBinaryEntries",
                        "supportsChangeEvents");
        assertThat(capabilities.get("protocolVersion").asText()).isEqualTo("sync-v5");
        assertThat(capabilities.get("serverTime").asLong()).isPositive();
        ObjectNode ofAttachments = (ObjectNode) alice.attachments("notes").capabilities();
        ofAttachments.set("serverTime", capabilities.get("serverTime"));
        assertThat((JsonNode) ofAttachments).isEqualTo(capabilities);
    }

    @Test
    void cursorScan() {
        assertThat(says("supportsCursorScan")).isTrue();
        assertThat(notes.scan(NullNode.getInstance(), 10).get("entries")).hasSize(1);
    }

    @Test
    void idBloomSummary() {
        assertThat(says("supportsIdBloomSummary")).isTrue();
        assertThat(notes.call("getIdBloomSummary")
                        .ok()
                        .json()
                        .at("/summary/totalIds")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void compactionStatus() {
        int expected = says("supportsCompactionStatus") ? 200 : 404;
        assertThat(notes.call("getCompactionStatus").status()).isEqualTo(expected);
    }

    @Test
    void materializationPlanning() {
        assertThat(says("supportsMaterializationPlanning")).isTrue();
        ObjectNode one = WireEntries.object().put("docId", "document");
        assertThat(notes.call("planDocumentMaterialization", one).ok().body().toUtf8())
                .contains(entry.id());

        assertThat(says("supportsBatchMaterializationPlanning")).isTrue();
        ObjectNode several = WireEntries.object();
        several.putArray("docIds").add("document");
        JsonNode batch =
                notes.call("planDocumentMaterializationBatch", several).ok().json();
        assertThat(batch.at("/batchPlan/plans")).hasSize(1);
    }

    @Test
    void attachmentReadPlanning() {
        assertThat(says("supportsAttachmentReadPlanning")).isTrue();
        ObjectNode body = WireEntries.object().put("lastChunkId", chunk.id()).put("attachmentSize", 1001);
        body.putObject("options").put("startByte", 0);
        assertThat(alice.attachments("notes")
                        .call("planAttachmentReadByWalkingMetadata", body)
                        .ok()
                        .body()
                        .toUtf8())
                .contains(chunk.id());
    }

    @Test
    void accessControlMeansReceipts() {
        assertThat(says("supportsAccessControlV1")).isTrue();
        assertThat(receipts.get(0).get("receivedAt").asLong()).isPositive();
        assertThat(receipts.get(0).hasNonNull("receivedDateSignature")).isTrue();
    }

    @Test
    void remoteWipe() {
        assertThat(says("supportsRemoteWipeV1")).isTrue();
        tenant.wipeCarol();
        assertThat(tenant.login(Person.CAROL).docs("directory").ids()).isNotEmpty();
    }

    @Test
    void storeHead() {
        assertThat(says("supportsStoreHead")).isTrue();
        assertThat(notes.head().get("maxReceiptOrder").asInt()).isEqualTo(1);
    }

    @Test
    void sessionKeyWrapAndBinaryEntries() {
        assertThat(says("supportsSessionKeyWrap")).isTrue();
        assertThat(notes.pullWithSessionKey(notes.ids())).containsEntry(entry.id(), entry.payload());
        assertThat(says("supportsBinaryEntries")).isTrue();
        assertThat(notes.pullBinary(notes.ids())).containsEntry(entry.id(), entry.payload());
    }
}

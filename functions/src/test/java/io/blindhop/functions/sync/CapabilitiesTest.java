package io.blindhop.functions.sync;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.StoreKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node says it can do, it can do; what it cannot, it does not say (protocol 3.3.1). */
class CapabilitiesTest {
    private final TestNode node = new TestNode();
    private final ArrivedEntry entry = Person.ALICE.entries(1).docCreate("document");
    private final ArrivedEntry chunk = Person.ALICE.entries(2).attachmentChunk("document", Optional.empty(), 1000 + 29);
    private TestTenant tenant;
    private Session alice;
    private StoreClient notes;
    private JsonNode receipts;

    @BeforeEach
    void logIn() {
        tenant = node.register(TestTenant.RECORDED).grant(Person.CAROL);
        alice = tenant.login(Person.ALICE);
        notes = alice.docs("notes");
        receipts = notes.putBinary(List.of(entry)).ok().json().get("receipts");
        alice.attachments("notes").putBinary(List.of(chunk)).ok();
    }

    @AfterEach
    void stop() {
        node.close();
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
        assertThat(capabilities.get("serverTime").asLong()).isEqualTo(TestNode.START);
        assertThat(alice.attachments("notes").capabilities()).isEqualTo(capabilities);
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
        assertThat(receipts.get(0).get("receivedAt").asLong()).isEqualTo(TestNode.START);
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

    @Test
    void changeEventsWhereTheNodeServesThem() {
        assertThat(says("supportsChangeEvents")).isTrue();
        Headers headers = Headers.of("Authorization", "Bearer " + alice.token());
        var answer = node.handle(
                new HttpRequest("GET", "/itopgolden/sync/docs/events?dbId=notes", headers, Bytes.empty(), "127.0.0.1"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("Content-Type")).hasValue("text/event-stream");

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

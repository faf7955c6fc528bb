package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.SyncNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node whose answers have a limit, beside one on the same table whose answers have none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersThatDoNotFitTest {
    /** More than one page of the store. */
    private static final int DOCUMENTS = 1300;

    private static final String CHAIN = "a_long_document";

    private final TestNode node = new TestNode();
    private Session alice;
    private StoreClient notes;
    private List<String> ids;
    private List<String> docIds;
    private ArrivedEntry last;
    private ArrivedEntry chunk;

    @BeforeAll
    void fill() {
        TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
        notes = alice.docs("notes");
        TestEntries entries = Person.ALICE.entries(11);
        List<ArrivedEntry> batch = new ArrayList<>();
        docIds = new ArrayList<>();
        last = entries.docCreate(CHAIN);
        batch.add(last);
        for (int i = 0; i < 100; i++) {
            last = entries.docChange(CHAIN, List.of(last.id()));
            batch.add(last);
        }
        for (int i = 0; i < DOCUMENTS; i++) {
            docIds.add(entries.newDocId());
            batch.add(entries.docCreate(docIds.getLast()));
        }
        for (int from = 0; from < batch.size(); from += 500) {
            notes.putBinary(batch.subList(from, Math.min(batch.size(), from + 500)))
                    .ok();
        }
        ids = batch.stream().map(ArrivedEntry::id).toList();
        List<ArrivedEntry> chunks = new ArrayList<>();
        Optional<String> previous = Optional.empty();
        for (int i = 0; i < 30; i++) {
            chunk = entries.attachmentChunk("d", previous, 1000 + 29);
            chunks.add(chunk);
            previous = Optional.of(chunk.id());
        }
        alice.attachments("notes").putBinary(chunks).ok();
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private SyncNode limited(long bytes) {
        NodeServices all = node.services();
        NodeOptions options = new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.of(bytes),
                EventMode.OFF,
                Set.of(),
                LimitOptions.OFF,
                OperatorOptions.DEFAULT);
        return new SyncNode(new NodeServices(
                all.storage(),
                all.tenants(),
                all.secrets(),
                all.nonces(),
                all.identity(),
                all.config(),
                all.random(),
                all.clock(),
                options));
    }

    private HttpRequest request(String route, boolean gzip) {
        Headers headers = Headers.of("Authorization", "Bearer " + alice.token());
        Headers accepting = gzip ? headers.with("Accept-Encoding", "gzip") : headers;
        String kind = route.startsWith("planAttachment") ? "attachments" : "docs";
        String target = "/itopgolden/sync/" + kind + "/" + route;
        if (route.equals("getAllIds")) {
            return new HttpRequest("GET", target + "?dbId=notes", accepting, Bytes.empty(), "127.0.0.1");
        }
        String name = route.equals("getEntries with a key") ? "getEntries" : route;
        return new HttpRequest(
                "POST",
                "/itopgolden/sync/" + kind + "/" + name,
                accepting,
                Bytes.utf8(body(route).put("dbId", "notes").toString()),
                "127.0.0.1");
    }

    private ObjectNode body(String route) {
        ObjectNode body = WireEntries.object();
        switch (route) {
            case "findNewEntries" -> body.putArray("haveIds").add(ids.getFirst());
            case "findNewEntriesForDoc" -> body.put("docId", CHAIN).putArray("haveIds");
            case "findEntries" -> body.put("type", "doc_create");
            case "hasEntries", "getEntries", "getEntriesBinary" -> body.set("ids", WireEntries.strings(ids));
            case "getEntries with a key" ->
                body.put("sessionKeyWrap", true).set("ids", WireEntries.strings(ids.subList(0, 400)));
            case "resolveDependencies" -> body.put("startId", last.id());
            case "planDocumentMaterialization" -> body.put("docId", CHAIN);
            case "planDocumentMaterializationBatch" -> body.set("docIds", WireEntries.strings(docIds));
            case "planAttachmentReadByWalkingMetadata" ->
                body.put("lastChunkId", chunk.id())
                        .put("attachmentSize", 30 * 1001)
                        .putObject("options")
                        .put("startByte", 0);
            default -> {}
        }
        return body;
    }

    private static Bytes written(HttpResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Streamed streamed -> streamed.writer().write(out);
            case ResponseBody.Whole whole -> whole.bytes().writeTo(out);
            case ResponseBody.Empty() -> {}
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** @param known bytes of the answer that nobody can know before its payloads are read */
    private void check(String route, boolean gzip, double known) throws IOException {
        HttpRequest request = request(route, gzip);
        HttpResponse whole = node.handle(request);
        int length = written(whole).length();
        assertThat(whole.status()).isEqualTo(200);

        // Keys and nonces are new each time, and compressed their length is not quite the same.
        int slack = known < 1 && gzip ? length / 10 : 0;
        try (SyncNode enough = limited(length + slack)) {
            HttpResponse answer = enough.handler().handle(request);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(written(answer).length()).isBetween(length - slack, length + slack);
        }
        try (SyncNode tooSmall = limited((long) (length * known) - 1)) {
            HttpResponse refused = tooSmall.handler().handle(request);
            assertThat(refused.status()).isEqualTo(413);
            assertThat(written(refused).toUtf8())
                    .contains("{\"error\":\"The answer")
                    .contains("at most " + ((long) (length * known) - 1) + " bytes at a time");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getAllIds, 1",
        "findNewEntries, 1",
        "findNewEntriesForDoc, 1",
        "findEntries, 1",
        "getIdBloomSummary, 1",
        "resolveDependencies, 1",
        "planDocumentMaterialization, 1",
        "planDocumentMaterializationBatch, 1",
        "planAttachmentReadByWalkingMetadata, 1",
        "scanEntriesSince, 1",
        "getEntries, 0.85",
        "getEntries with a key, 0.99",
        "getEntriesBinary, 0.999"
    })
    void whatDoesNotFitIsRefusedBeforeItsFirstByte(String route, double known) throws IOException {
        check(route, false, known);
    }

    @ParameterizedTest
    @CsvSource({
        "getAllIds, 1",
        "findNewEntries, 1",
        "findNewEntriesForDoc, 1",
        "findEntries, 1",
        "getIdBloomSummary, 1",
        "resolveDependencies, 1",
        "planDocumentMaterialization, 1",
        "planDocumentMaterializationBatch, 1",
        "planAttachmentReadByWalkingMetadata, 1",
        "scanEntriesSince, 1",
        "getEntries, 0.3",
        "getEntries with a key, 0.5",
        "getEntriesBinary, 0.999"
    })
    void compressedBytesCount(String route, double known) throws IOException {
        check(route, true, known);
    }

    @Test
    void theAnswerOfHasEntriesIsNotLongerThanItsRequest() throws IOException {
        HttpRequest request = request("hasEntries", false);
        assertThat(written(node.handle(request)).length())
                .isLessThan(request.body().length());
    }

    @Test
    void whatIsFoundOutTooLateIsCutBeforeTheLimitAndLooksCut() throws IOException {
        HttpRequest request = request("getEntriesBinary", false);
        int length = written(node.handle(request)).length();
        try (SyncNode tooSmall = limited(length - 1)) {
            HttpResponse answer = tooSmall.handler().handle(request);
            assertThat(answer.status()).isEqualTo(200);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ResponseBody.Streamed body = (ResponseBody.Streamed) answer.body();
            assertThatThrownBy(() -> body.writer().write(out))
                    .hasRootCauseMessage("The body is longer than the limit of " + (length - 1) + " bytes");
            assertThat(out.size()).isLessThan(length);
            assertThatThrownBy(() -> notes.opened(Bytes.wrap(out.toByteArray())))
                    .isNotNull();
        }
    }

    @Test
    void aPushIsNeverRefusedForItsAnswer() throws IOException {
        Bytes frames =
                WireEntries.frames("notes", List.of(Person.ALICE.entries(12).docCreate("one_more")));
        try (SyncNode small = limited(4000)) {
            HttpResponse answer = small.handler()
                    .handle(new HttpRequest(
                            "POST",
                            "/itopgolden/sync/docs/putEntriesBinary",
                            Headers.of("Authorization", "Bearer " + alice.token())
                                    .with("Content-Type", "application/octet-stream"),
                            frames,
                            "127.0.0.1"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(written(answer).toUtf8()).contains("one_more");
        }
        assertThat(alice.get(StoreKind.DOCS, "capabilities?dbId=notes").status())
                .isEqualTo(200);
    }
}

package io.blindhop.protocol.wire;

import static io.blindhop.protocol.wire.RecordedSession.allStored;
import static io.blindhop.protocol.wire.RecordedSession.parse;
import static io.blindhop.protocol.wire.RecordedSession.stored;
import static io.blindhop.protocol.wire.RecordedSession.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.wire.RecordedSession.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedResponsesTest {
    static Stream<Exchange> answers() {
        return RecordedSession.exchanges().stream()
                .filter(x -> x.recorded().has("resJson"))
                .filter(x -> !x.recorded().get("path").textValue().startsWith("/device/discover"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aRecordedAnswerIsWrittenMemberForMember(Exchange exchange) {
        JsonNode recorded = exchange.answer();
        assertThat(parse(written(out -> write(exchange.route(), recorded, out))))
                .isEqualTo(exchange.route().startsWith("putEntries") ? withOrders(recorded) : recorded);
    }

    /** The reference leaves out the order of a receipt if the pusher sent none; ours always have one. */
    private static JsonNode withOrders(JsonNode recorded) {
        JsonNode copy = recorded.deepCopy();
        copy.path("receipts").forEach(meta -> {
            if (!meta.has("receiptOrder")) {
                ((ObjectNode) meta).put("receiptOrder", 1);
            }
        });
        return copy;
    }

    private static void write(String route, JsonNode answer, java.io.OutputStream out) throws IOException {
        if (answer.has("error")) {
            String error = answer.get("error").textValue();
            if (answer.has("success")) {
                NodeResponses.authenticationFailed(out, error);
            } else {
                NodeResponses.error(out, error);
            }
            return;
        }
        switch (route) {
            case "capabilities" -> SyncResponses.capabilities(out, capabilities(answer.get("capabilities")));
            case "findNewEntries", "findNewEntriesForDoc", "findEntries" ->
                SyncResponses.entries(out, Feed.of(allStored(answer.get("entries"))));
            case "scanEntriesSince" ->
                SyncResponses.scanPage(
                        out,
                        Feed.of(allStored(answer.get("entries"))),
                        cursor(answer.get("nextCursor")),
                        answer.get("hasMore").booleanValue());
            case "getStoreHead" ->
                SyncResponses.head(
                        out,
                        new StoreHead(
                                answer.at("/head/epoch").textValue(),
                                answer.at("/head/maxReceiptOrder").longValue()));
            case "getIdBloomSummary" -> SyncResponses.bloom(out, bloom(answer.get("summary")));
            case "getCompactionStatus" ->
                SyncResponses.compactionStatus(
                        out, new CompactionStatus(true, 32, 0, 0, 0, 0, 0, OptionalLong.empty(), 0, 0, 0));
            case "getEntries" -> entries(out, answer);
            case "getEntryMetadata" ->
                SyncResponses.entryMetadata(
                        out,
                        answer.get("entry").isNull() ? Optional.empty() : Optional.of(stored(answer.get("entry"))));
            case "putEntries", "putEntriesBinary" ->
                SyncResponses.put(
                        out, Feed.of(allStored(answer.get("receipts"))), Feed.of(rejections(answer.get("rejected"))));
            case "hasEntries", "getAllIds", "resolveDependencies" ->
                SyncResponses.ids(out, Feed.of(texts(answer.get("ids"))));
            case "planDocumentMaterialization" ->
                PlanResponses.document(
                        out, plan(answer.get("plan")), answer.get("plan").has("diagnostics"));
            case "planDocumentMaterializationBatch" -> {
                List<MaterializationPlan> plans = new ArrayList<>();
                answer.at("/batchPlan/plans").forEach(node -> plans.add(plan(node)));
                PlanResponses.documents(
                        out, Feed.of(plans), answer.at("/batchPlan/plans/0").has("diagnostics"));
            }
            case "planAttachmentReadByWalkingMetadata" ->
                PlanResponses.attachment(out, attachmentPlan(answer.get("plan")));
            case "challenge" ->
                NodeResponses.challenge(out, answer.get("challenge").textValue());
            case "authenticate" ->
                NodeResponses.authenticated(out, answer.get("token").textValue());
            case "health" -> NodeResponses.health(out, answer.get("timestamp").longValue());
            case "mindoodb-server-info" ->
                NodeResponses.serverInfo(
                        out,
                        new ServerInfo(
                                answer.get("name").textValue(),
                                answer.get("signingPublicKey").textValue(),
                                answer.get("encryptionPublicKey").textValue(),
                                answer.get("maxJsonRequestBodyLimit").textValue(),
                                answer.get("maxJsonRequestBodyBytes").longValue()));
            case "tenants" ->
                NodeResponses.tenants(
                        out,
                        Feed.of(texts(answer.get("tenants")).stream()
                                .map(TenantId::new)
                                .toList()));
            case "publicinfos-fingerprints" ->
                NodeResponses.fingerprints(
                        out,
                        new TenantId(answer.get("tenantId").textValue()),
                        Feed.of(texts(answer.get("fingerprints"))));
            case "itopgolden" -> {
                String message = answer.get("message").textValue();
                if (answer.has("created")) {
                    NodeResponses.registered(
                            out,
                            new TenantId("itopgolden"),
                            answer.get("created").booleanValue(),
                            message);
                } else {
                    NodeResponses.done(out, message);
                }
            }
            default -> throw new AssertionError("No writer for " + route);
        }
    }

    static Stream<Exchange> binaryAnswers() {
        return RecordedSession.of("getEntriesBinary").stream()
                .filter(x -> x.recorded().has("resBodyBase64"));
    }

    @ParameterizedTest
    @MethodSource("binaryAnswers")
    void aRecordedBinaryAnswerIsWrittenByteForByte(Exchange exchange) throws IOException {
        Bytes recorded = exchange.binary("resBodyBase64");
        FrameReader reader = FrameReader.of(recorded.asInputStream());
        JsonNode header = parse(reader.header().toUtf8());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = FrameWriter.start(
                out, Bytes.fromBase64(header.get("wrappedSessionKey").textValue()));
        for (Optional<FrameReader.Frame> f = reader.next(); f.isPresent(); f = reader.next()) {
            JsonNode meta = parse(f.get().metadata().toUtf8());
            writer.entry(
                    stored(meta),
                    Bytes.fromBase64(meta.get("iv").textValue()),
                    f.get().payload());
        }
        assertThat(Bytes.wrap(out.toByteArray())).isEqualTo(recorded);
    }

    @Test
    void anAnswerThatFailsHalfWayIsNotJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Feed<String> failing = sink -> {
            sink.accept("first");
            throw new IOException("the store is gone");
        };
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SyncResponses.ids(out, failing))
                .hasMessage("the store is gone");
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("{\"ids\":[\"first\"");
    }

    private static void entries(java.io.OutputStream out, JsonNode answer) throws IOException {
        if (!answer.has("wrappedSessionKey")) {
            List<SyncResponses.RsaEntry> entries = new ArrayList<>();
            answer.get("entries")
                    .forEach(meta ->
                            entries.add(new SyncResponses.RsaEntry(stored(meta), base64(meta, "rsaEncryptedPayload"))));
            SyncResponses.rsaEntries(out, Feed.of(entries));
            return;
        }
        List<SyncResponses.SessionEntry> entries = new ArrayList<>();
        answer.get("entries")
                .forEach(meta -> entries.add(new SyncResponses.SessionEntry(
                        stored(meta), base64(meta, "iv"), base64(meta, "sessionEncryptedPayload"))));
        SyncResponses.sessionEntries(out, base64(answer, "wrappedSessionKey"), Feed.of(entries));
    }

    private static Bytes base64(JsonNode node, String name) {
        return Bytes.fromBase64(node.get(name).textValue());
    }

    private static Capabilities capabilities(JsonNode can) {
        return new Capabilities(
                can.get("supportsCursorScan").booleanValue(),
                can.get("supportsIdBloomSummary").booleanValue(),
                can.get("supportsCompactionStatus").booleanValue(),
                can.get("supportsMaterializationPlanning").booleanValue(),
                can.get("supportsBatchMaterializationPlanning").booleanValue(),
                can.get("supportsAttachmentReadPlanning").booleanValue(),
                OptionalLong.of(can.get("serverTime").longValue()),
                can.get("supportsAccessControlV1").booleanValue(),
                can.get("supportsRemoteWipeV1").booleanValue(),
                can.get("supportsStoreHead").booleanValue(),
                can.get("supportsSessionKeyWrap").booleanValue(),
                can.get("supportsBinaryEntries").booleanValue(),
                can.get("supportsChangeEvents").booleanValue());
    }

    private static Optional<Cursor> cursor(JsonNode node) {
        return node.isNull()
                ? Optional.empty()
                : Optional.of(new Cursor(
                        node.get("receiptOrder").longValue(), node.get("id").textValue()));
    }

    private static BloomSummary bloom(JsonNode node) {
        return new BloomSummary(
                node.get("totalIds").longValue(),
                node.get("bitCount").longValue(),
                node.get("hashCount").intValue(),
                base64(node, "bitsetBase64"));
    }

    private static List<Rejection> rejections(JsonNode array) {
        List<Rejection> rejections = new ArrayList<>();
        array.forEach(node -> rejections.add(
                new Rejection(node.get("id").textValue(), node.get("reason").textValue())));
        return rejections;
    }

    private static MaterializationPlan plan(JsonNode node) {
        JsonNode diagnostics = node.path("diagnostics");
        return new MaterializationPlan(
                node.get("docId").textValue(),
                Optional.ofNullable(node.get("snapshotEntryId").textValue()),
                texts(node.get("entryIdsToApply")),
                new MaterializationPlan.Diagnostics(
                        texts(diagnostics.path("headEntryIds")),
                        diagnostics.path("coveredLatestEntryCount").intValue(),
                        diagnostics.path("uncoveredLatestEntryCount").intValue()));
    }

    private static AttachmentReadPlan attachmentPlan(JsonNode node) {
        List<AttachmentReadPlan.ChunkPlan> chunks = new ArrayList<>();
        node.get("chunkPlans")
                .forEach(chunk -> chunks.add(new AttachmentReadPlan.ChunkPlan(
                        chunk.get("id").textValue(),
                        chunk.get("startByte").longValue(),
                        chunk.get("endByteExclusive").longValue())));
        return new AttachmentReadPlan(
                node.get("attachmentSize").longValue(),
                node.get("startByte").longValue(),
                node.get("endByteExclusive").longValue(),
                chunks,
                node.get("offsetInFirstChunk").longValue());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.textValue()));
        return texts;
    }
}

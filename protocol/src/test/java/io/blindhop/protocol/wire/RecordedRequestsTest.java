package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.wire.RecordedSession.Exchange;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedRequestsTest {
    static final Map<String, Function<Bytes, SyncRequest>> PARSERS = Map.ofEntries(
            Map.entry("findNewEntries", SyncRequests::findNewEntries),
            Map.entry("findNewEntriesForDoc", SyncRequests::findNewEntriesForDoc),
            Map.entry("findEntries", SyncRequests::findEntries),
            Map.entry("scanEntriesSince", SyncRequests::scanEntriesSince),
            Map.entry("getStoreHead", SyncRequests::ofDatabase),
            Map.entry("getIdBloomSummary", SyncRequests::ofDatabase),
            Map.entry("getCompactionStatus", SyncRequests::ofDatabase),
            Map.entry("getEntries", SyncRequests::getEntries),
            Map.entry("getEntriesBinary", SyncRequests::getEntriesBinary),
            Map.entry("getEntryMetadata", SyncRequests::getEntryMetadata),
            Map.entry("putEntries", SyncRequests::putEntries),
            Map.entry("hasEntries", SyncRequests::hasEntries),
            Map.entry("resolveDependencies", SyncRequests::resolveDependencies),
            Map.entry("planDocumentMaterialization", SyncRequests::planDocument),
            Map.entry("planDocumentMaterializationBatch", SyncRequests::planDocuments),
            Map.entry("planAttachmentReadByWalkingMetadata", SyncRequests::planAttachmentRead));

    static Stream<Exchange> syncRequests() {
        return RecordedSession.exchanges().stream()
                .filter(x -> PARSERS.containsKey(x.route())
                        && x.recorded().path("reqJson").isObject());
    }

    @ParameterizedTest
    @MethodSource("syncRequests")
    void aRecordedRequestIsReadWithNothingLost(Exchange exchange) {
        Function<Bytes, SyncRequest> parser = PARSERS.get(exchange.route());
        JsonNode sent = exchange.recorded().get("reqJson");
        if (exchange.status() == 400) {
            assertThatThrownBy(() -> parser.apply(exchange.jsonRequest()))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessage(exchange.answer().get("error").textValue());
            return;
        }
        SyncRequest request = parser.apply(exchange.jsonRequest());
        assertThat(request.dbId().value()).isEqualTo(sent.get("dbId").textValue());
        switch (request) {
            case SyncRequest.HasEntries(var db, var ids) -> assertThat(ids).isEqualTo(texts(sent.get("ids")));
            case SyncRequest.GetEntriesBinary(var db, var ids) ->
                assertThat(ids).isEqualTo(texts(sent.get("ids")));
            case SyncRequest.GetEntries(var db, var ids, var wrap) -> {
                assertThat(ids).isEqualTo(texts(sent.get("ids")));
                assertThat(wrap).isEqualTo(sent.path("sessionKeyWrap").asBoolean(false));
            }
            case SyncRequest.PlanDocuments(var db, var docIds, var diagnostics) ->
                assertThat(docIds).isEqualTo(texts(sent.get("docIds")));
            case SyncRequest.PutEntries(var db, var entries) -> {
                assertThat(entries).hasSameSizeAs(sent.get("entries"));
                assertThat(entries).allMatch(EntryParse.Parsed.class::isInstance);
            }
            case SyncRequest.ScanEntriesSince scan -> {
                assertThat(scan.limit()).isEqualTo(sent.get("limit").intValue());
                assertThat(scan.cursor().isPresent())
                        .isEqualTo(sent.get("cursor").isObject());
                assertThat(scan.filter().docId().orElse(""))
                        .isEqualTo(sent.at("/filters/docId").asText());
            }
            default -> {}
        }
    }

    static Stream<Exchange> binaryPushes() {
        return RecordedSession.of("putEntriesBinary").stream()
                .filter(x -> x.recorded().has("reqBodyBase64"));
    }

    @ParameterizedTest
    @MethodSource("binaryPushes")
    void aRecordedBinaryPushIsReadOrRefusedAsTheReferenceDoes(Exchange exchange) {
        Bytes body = exchange.binary("reqBodyBase64");
        if (exchange.status() == 400) {
            assertThatThrownBy(() -> SyncRequests.putEntriesBinary(body))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessage(exchange.answer().get("error").textValue());
            return;
        }
        SyncRequest.PutEntries put = SyncRequests.putEntriesBinary(body);
        int answered = exchange.answer().get("receipts").size()
                + exchange.answer().get("rejected").size();
        assertThat(put.entries()).hasSize(answered);
        for (EntryParse parse : put.entries()) {
            ArrivedEntry entry = ((EntryParse.Parsed) parse).entry();
            assertThat(entry.metadata().encryptedSize())
                    .hasValue(entry.payload().length());
        }
    }

    static Stream<Exchange> logins() {
        return RecordedSession.exchanges().stream()
                .filter(x -> x.route().equals("challenge") || x.route().equals("authenticate"))
                .filter(x -> !x.recorded().get("path").textValue().startsWith("/device"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aRecordedLoginIsRead(Exchange exchange) {
        JsonNode sent = exchange.recorded().get("reqJson");
        if (exchange.route().equals("authenticate")) {
            AuthRequest.Authenticate request = AuthRequests.authenticate(exchange.jsonRequest());
            assertThat(request.challenge()).isEqualTo(sent.get("challenge").textValue());
            assertThat(request.signature())
                    .isEqualTo(Bytes.fromBase64(sent.get("signature").textValue()));
        } else if (sent.has("publicsignkey")) {
            assertThat(AuthRequests.systemChallenge(exchange.jsonRequest()))
                    .isEqualTo(new AuthRequest.SystemChallenge(
                            sent.get("username").textValue(),
                            sent.get("publicsignkey").textValue()));
        } else {
            AuthRequest.TenantChallenge request = AuthRequests.tenantChallenge(exchange.jsonRequest());
            assertThat(request.username().orElse(""))
                    .isEqualTo(sent.path("username").asText());
            assertThat(request.signingPublicKey().orElse(""))
                    .isEqualTo(sent.path("signingPublicKey").asText());
        }
    }

    static Stream<Exchange> registrations() {
        return RecordedSession.of("itopgolden").stream()
                .filter(x -> x.recorded().path("reqJson").isObject());
    }

    @ParameterizedTest
    @MethodSource("registrations")
    void aRecordedRegistrationIsRead(Exchange exchange) {
        JsonNode sent = exchange.recorded().get("reqJson");
        AuthRequest.RegisterTenant request = AuthRequests.registerTenant(exchange.jsonRequest());
        assertThat(request.adminSigningPublicKey())
                .isEqualTo(sent.get("adminSigningPublicKey").textValue());
        assertThat(request.publicInfosKey() instanceof AuthRequest.PublicInfosKey.Wrapped)
                .isEqualTo(sent.has("encryptedPublicInfosKey"));
    }

    private static java.util.List<String> texts(JsonNode array) {
        java.util.List<String> texts = new java.util.ArrayList<>();
        array.forEach(node -> texts.add(node.textValue()));
        return texts;
    }
}

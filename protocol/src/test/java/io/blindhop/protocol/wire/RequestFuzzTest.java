package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.JsonMutations;
import io.blindhop.protocol.wire.RecordedSession.Exchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reader of a JSON body, on damaged recordings of real requests. */
class RequestFuzzTest {
    private static final int CASES = 1_500;
    /** Larger recordings would make most changes land in one base64 text. */
    private static final int MAX_SEED = 20_000;

    private static final Map<String, Function<Bytes, ?>> AUTH = Map.of(
            "challenge", AuthRequests::tenantChallenge,
            "systemChallenge", AuthRequests::systemChallenge,
            "authenticate", AuthRequests::authenticate,
            "itopgolden", AuthRequests::registerTenant);

    static Stream<String> routes() {
        return Stream.concat(RecordedRequestsTest.PARSERS.keySet().stream(), AUTH.keySet().stream())
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aDamagedRequestIsReadOrRefused(String route) {
        Map<String, Function<Bytes, ?>> parsers = new TreeMap<>(AUTH);
        parsers.putAll(RecordedRequestsTest.PARSERS);
        Function<Bytes, ?> parser = parsers.get(route);
        List<String> corpus = corpus(route);
        Fuzz.Result result = Fuzz.run(
                "RequestFuzzTest " + route,
                CASES,
                random -> new JsonMutations(random, corpus)::next,
                body -> requireNoLargerThan(body.length(), parser.apply(body)),
                BadRequestException.class);
        assertThat(result.taken()).as("taken").isPositive();
        assertThat(result.refused()).as("refused").isPositive();
    }

    private static final String TRUSTED_SERVER =
            "{\"name\":\"CN=relay\",\"signingPublicKey\":\"pem\",\"encryptionPublicKey\":\"pem\"}";

    private static final String SYNC_SERVER =
            "{\"name\":\"CN=o\",\"url\":\"https://a.example\",\"syncIntervalMs\":1000,\"databases\":[\"main\"]}";

    @Test
    void aDamagedRequestOfAnOperatorOrOfANewDeviceIsReadOrRefused() {
        List<String> corpus = List.of(
                TRUSTED_SERVER,
                SYNC_SERVER,
                "{\"entries\":100000,\"bytes\":null}",
                "{\"defaultStoreType\":\"x\",\"remoteServers\":[" + SYNC_SERVER + "," + SYNC_SERVER + "]}",
                "{\"signingPublicKey\":\"pem\"}");
        List<Function<Bytes, ?>> parsers = List.of(
                OperatorRequests::trustedServer,
                OperatorRequests::syncServer,
                OperatorRequests::updateTenant,
                OperatorRequests::config,
                QuotaMessages::quota,
                AuthRequests::deviceChallenge);
        for (Function<Bytes, ?> parser : parsers) {
            Fuzz.run(
                    "RequestFuzzTest, operator",
                    CASES,
                    random -> new JsonMutations(random, corpus)::next,
                    body -> assertThat(parser.apply(body)).isNotNull(),
                    BadRequestException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("metadata")
    void damagedMetadataIsReadOrRefused(String original) {
        Fuzz.run(
                "metadata of a frame",
                CASES,
                random -> new JsonMutations(random, List.of(original))::next,
                json -> requireShort(json.length(), EntryJson.parse(json, Bytes.empty())),
                BadRequestException.class);
    }

    static Stream<String> metadata() {
        return Stream.of(
                RecordedSession.pushedEntry().toString(),
                withCopies(RecordedSession.pushedEntry().toString(), 3));
    }

    /** An entry that was copied from a copy, for recipients. */
    private static String withCopies(String entry, int depth) {
        String open = entry.substring(0, entry.length() - 1);
        String source = depth == 0 ? entry : withCopies(entry, depth - 1);
        return open
                + ",\"recipients\":{\"wraps\":[{\"k\":1e21,\"10\":null,\"9\":\"\\u2028\"}]},\"attachmentRefs\":"
                + "[{\"attachmentId\":\"a\",\"lastChunkId\":\"b\",\"size\":5}],\"provenance\":{\"sourceTenantId\":\"t\","
                + "\"sourceDbId\":\"d\",\"sourceMetadataSignature\":\"AAAA\",\"source\":" + source + "}}";
    }

    private static List<String> corpus(String route) {
        String recorded = route.equals("systemChallenge") ? "challenge" : route;
        return RecordedSession.of(recorded).stream()
                .filter(x -> x.recorded().path("reqJson").isObject())
                .map(Exchange::jsonRequest)
                .filter(body -> body.length() < MAX_SEED)
                .map(Bytes::toUtf8)
                .toList();
    }

    private static void requireNoLargerThan(int bodyLength, Object request) {
        switch (request) {
            case SyncRequest.GetEntries(var db, var ids, var wrap) ->
                assertThat(ids.size()).isLessThan(bodyLength);
            case SyncRequest.GetEntriesBinary(var db, var ids) ->
                assertThat(ids.size()).isLessThan(bodyLength);
            case SyncRequest.HasEntries(var db, var ids) ->
                assertThat(ids.size()).isLessThan(bodyLength);
            case SyncRequest.FindNewEntries(var db, var ids) ->
                assertThat(ids.size()).isLessThan(bodyLength);
            case SyncRequest.PlanDocuments(var db, var ids, var diagnostics) ->
                assertThat(ids.size()).isLessThan(bodyLength);
            case SyncRequest.ScanEntriesSince scan -> {
                assertThat(scan.limit()).isBetween(1, 1000);
                assertThat(scan.filter().entryTypes().size()).isLessThan(bodyLength);
            }
            case SyncRequest.PlanAttachmentRead(var db, var last, var size, var start, var end) ->
                assertThat(start).isBetween(0L, Math.min(end, size));
            case SyncRequest.PutEntries(var db, var entries) -> {
                assertThat(entries.size()).isLessThan(bodyLength);
                entries.forEach(parse -> requireShort(bodyLength, parse));
            }
            default -> assertThat(request).isNotNull();
        }
    }

    static void requireShort(int bodyLength, EntryParse parse) {
        switch (parse) {
            case EntryParse.Broken(var id, String reason) -> assertThat(reason).hasSizeBetween(1, 4_000);
            case EntryParse.Parsed(var entry) -> {
                assertThat(entry.metadata().dependencyIds().size()).isLessThan(bodyLength);
                assertThat(entry.metadata().id()).hasSizeBetween(1, Limits.ID_BYTES);
            }
        }
    }
}

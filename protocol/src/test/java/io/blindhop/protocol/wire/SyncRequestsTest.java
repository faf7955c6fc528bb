package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SyncRequestsTest {
    private static final DatabaseId MAIN = new DatabaseId("main");
    private static final Map<String, Function<Bytes, SyncRequest>> PARSERS = RecordedRequestsTest.PARSERS;

    static Stream<String> routes() {
        return PARSERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteRefusesWhatIsNoJsonObject(String route) {
        List<String> bodies = List.of(
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "[]",
                "{",
                "{\"dbId\":\"main\"",
                "{\"dbId\":\"main\"}}",
                "{'dbId':1}",
                "{\"dbId\":\"main\"} x",
                "{\"dbId\":main}",
                "{\"dbId\":\"main\",}",
                "\uFEFF{}",
                "{\"x\":NaN}");
        for (String body : bodies) {
            assertThatThrownBy(() -> PARSERS.get(route).apply(Bytes.utf8(body)))
                    .as(body)
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageContaining("request body");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteNeedsADatabase(String route) {
        for (String dbId : List.of("1", "null", "[]", "{}", "\"\"", "\"../x\"", "\"a\\u0000\"")) {
            assertThatThrownBy(() -> PARSERS.get(route).apply(Bytes.utf8("{\"dbId\":" + dbId + "}")))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageContaining("dbId");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteSurvivesDeepNesting(String route) {
        for (String deep : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
            for (String name : List.of("x", "dbId", "ids", "options", "filters", "cursor", "entries")) {
                assertThatThrownBy(() -> PARSERS.get(route).apply(Bytes.utf8("{\"" + name + "\":" + deep)))
                        .isInstanceOf(MalformedRequestException.class)
                        .extracting(e -> e.getMessage().length())
                        .matches(length -> length < 200);
            }
        }
    }

    @Test
    void anErrorQuotesLittleOfTheInput() {
        String secret = "s".repeat(10_000);
        assertThatThrownBy(() -> SyncRequests.ofDatabase(Bytes.utf8("{\"a\":" + secret)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("at byte")
                .extracting(e -> e.getMessage().length())
                .matches(length -> length < 200);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] body = Bytes.utf8("{\"dbId\":\"main\",\"ids\":[\"a?\"]}").toArray();
        body[body.length - 4] = (byte) 0xC0;
        assertThatThrownBy(() -> SyncRequests.hasEntries(Bytes.wrap(body)))
                .isInstanceOf(MalformedRequestException.class);
        byte[] utf16 = "{\"dbId\":\"main\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);
        assertThatThrownBy(() -> SyncRequests.hasEntries(Bytes.wrap(utf16)))
                .isInstanceOf(MalformedRequestException.class);
    }

    static Stream<Arguments> wrongMembers() {
        return Stream.of(
                Arguments.of("findNewEntriesForDoc", "docId", List.of("1", "null", "\"\"", "[]", "\"\\ud800\"")),
                Arguments.of("findEntries", "type", List.of("1", "null", "[]")),
                Arguments.of("findEntries", "creationDateFrom", List.of("\"1\"", "[]", "true")),
                Arguments.of("findEntries", "creationDateUntil", List.of("\"1\"", "{}", "false")),
                Arguments.of("scanEntriesSince", "cursor", List.of("1", "[]", "{}", "\"c\"", "{\"receiptOrder\":1}")),
                Arguments.of("scanEntriesSince", "cursor", List.of("{\"receiptOrder\":1.5,\"id\":\"a\"}")),
                Arguments.of("scanEntriesSince", "cursor", List.of("{\"receiptOrder\":\"1\",\"id\":\"a\"}")),
                Arguments.of("scanEntriesSince", "cursor", List.of("{\"receiptOrder\":1e400,\"id\":\"a\"}")),
                Arguments.of("scanEntriesSince", "filters", List.of("1", "[]", "\"f\"", "{\"docId\":1}")),
                Arguments.of(
                        "scanEntriesSince", "filters", List.of("{\"entryTypes\":[1]}", "{\"creationDateFrom\":\"1\"}")),
                Arguments.of("getEntryMetadata", "id", List.of("1", "null", "\"\"", "[]")),
                Arguments.of("resolveDependencies", "startId", List.of("1", "null", "\"\"", "[]")),
                Arguments.of("resolveDependencies", "options", List.of("1", "[]", "\"o\"")),
                Arguments.of("planDocumentMaterialization", "docId", List.of("1", "null", "\"\"")),
                Arguments.of("planDocumentMaterialization", "options", List.of("1", "[]")),
                Arguments.of("planAttachmentReadByWalkingMetadata", "lastChunkId", List.of("1", "null", "\"\"")),
                Arguments.of(
                        "planAttachmentReadByWalkingMetadata",
                        "attachmentSize",
                        List.of("\"1\"", "-1", "1.5", "1e400", "9")),
                Arguments.of(
                        "planAttachmentReadByWalkingMetadata",
                        "options",
                        List.of(
                                "1",
                                "{}",
                                "{\"startByte\":-1}",
                                "{\"startByte\":5,\"endByteExclusive\":4}",
                                "{\"startByte\":0,\"endByteExclusive\":11}",
                                "{\"startByte\":11}",
                                "{\"startByte\":\"1\"}")));
    }

    private static final String GOOD =
            "{\"dbId\":\"main\",\"docId\":\"d\",\"id\":\"i\",\"startId\":\"s\",\"type\":\"t\","
                    + "\"lastChunkId\":\"c\",\"attachmentSize\":10,\"options\":{\"startByte\":0,\"endByteExclusive\":10}%s}";

    @ParameterizedTest
    @MethodSource("wrongMembers")
    void aMemberOfTheWrongFormIsNamed(String route, String name, List<String> values) {
        assertThat(PARSERS.get(route).apply(Bytes.utf8(GOOD.formatted(""))).dbId())
                .isEqualTo(MAIN);
        for (String value : values) {
            String body = GOOD.formatted(",\"" + name + "\":" + value);
            assertThatThrownBy(() -> PARSERS.get(route).apply(Bytes.utf8(body)))
                    .as(body)
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageContaining(value.equals("9") ? "attachmentSize 9" : name);
        }
    }

    @Test
    void aListThatIsNoArrayCountsAsEmpty() {
        for (String value : List.of("1", "\"a\"", "null", "{\"0\":\"a\"}", "true")) {
            assertThat(SyncRequests.hasEntries(db("\"ids\":" + value)).ids()).isEmpty();
            assertThat(SyncRequests.findNewEntries(db("\"haveIds\":" + value)).haveIds())
                    .isEmpty();
            assertThat(SyncRequests.planDocuments(db("\"docIds\":" + value)).docIds())
                    .isEmpty();
            assertThat(SyncRequests.putEntries(db("\"entries\":" + value)).entries())
                    .isEmpty();
        }
    }

    @Test
    void anIdThatNothingCanHaveIsRefusedWithItsPlace() {
        for (String id : List.of("1", "null", "[]", "\"\"", "\"\\udc00\"", "\"" + "x".repeat(901) + "\"")) {
            assertThatThrownBy(() -> SyncRequests.hasEntries(db("\"ids\":[\"a\"," + id + "]")))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageContaining("ids[1]");
        }
        String odd = "a/../b\\u0000\\n\\\"é\uD83D\uDE00";
        assertThat(SyncRequests.hasEntries(db("\"ids\":[\"" + odd + "\"]")).ids())
                .containsExactly("a/../b\u0000\n\"é\uD83D\uDE00");
    }

    @Test
    void aListEndsAtItsLimitEvenIfTheRestIsNotJson() {
        String tooMany = String.join(",", Collections.nCopies(Limits.IDS + 1, "\"a\""));
        assertThat(SyncRequests.hasEntries(db("\"ids\":[" + tooMany.substring(4) + "]"))
                        .ids())
                .hasSize(Limits.IDS);
        Map.<String, Function<Bytes, SyncRequest>>of(
                        "ids", SyncRequests::hasEntries,
                        "haveIds", SyncRequests::findNewEntries,
                        "docIds", SyncRequests::planDocuments)
                .forEach((name, parser) -> assertThatThrownBy(
                                () -> parser.apply(Bytes.utf8("{\"" + name + "\":[" + tooMany + ",!!!")))
                        .isInstanceOfSatisfying(LimitExceededException.class, e -> {
                            assertThat(e.what()).isEqualTo(name);
                            assertThat(e.limit()).isEqualTo(100_000);
                        })
                        .hasMessageContaining("received at least 100001"));
        String entries = String.join(",", Collections.nCopies(Limits.ENTRIES + 1, "{}"));
        assertThatThrownBy(() -> SyncRequests.putEntries(Bytes.utf8("{\"entries\":[" + entries + "!!!")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("entries must contain at most 10000 elements");
    }

    @Test
    void aSmallValueThatIsNotSmallIsRefused() {
        String huge = "[" + String.join(",", Collections.nCopies(100_000, "0")) + "]";
        assertThatThrownBy(() -> SyncRequests.resolveDependencies(db("\"startId\":\"s\",\"options\":" + huge)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("options");
        assertThat(SyncRequests.ofDatabase(db("\"x\":" + huge)).dbId()).isEqualTo(MAIN);
    }

    @Test
    void theLastOfEqualMembersCounts() {
        assertThat(SyncRequests.hasEntries(
                        Bytes.utf8("{\"dbId\":1,\"ids\":[\"a\"],\"dbId\":\"main\",\"ids\":[\"b\"]}")))
                .isEqualTo(new SyncRequest.HasEntries(MAIN, List.of("b")));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "1000,1000",
        "1001,1000",
        "0,1",
        "-5,1",
        "2.9,2",
        "9007199254740991,1000",
        "1e400,1000",
        "-1e400,1000",
        "null,1000",
        "true,1000",
        "[],1000",
        "'\"5\"',1000"
    })
    void aScanLimitIsClamped(String sent, int limit) {
        assertThat(SyncRequests.scanEntriesSince(db("\"limit\":" + sent)).limit())
                .isEqualTo(limit);
    }

    @Test
    void aScanIsReadWithCursorAndFilters() {
        assertThat(SyncRequests.scanEntriesSince(db("\"x\":0")))
                .isEqualTo(new SyncRequest.ScanEntriesSince(MAIN, Optional.empty(), 1000, ScanFilter.ALL));
        assertThat(
                        SyncRequests.scanEntriesSince(
                                db(
                                        "\"cursor\":{\"receiptOrder\":7,\"id\":\"a\"},\"filters\":{"
                                                + "\"docId\":\"d\",\"entryTypes\":[\"t\",\"t\"],\"creationDateFrom\":1.5,\"creationDateUntil\":null}")))
                .isEqualTo(new SyncRequest.ScanEntriesSince(
                        MAIN,
                        Optional.of(new Cursor(7, "a")),
                        1000,
                        new ScanFilter(Optional.of("d"), Set.of("t"), OptionalLong.of(2), OptionalLong.empty())));
    }

    @Test
    void dependenciesAreResolvedWithTheDefaultsOfTheReference() {
        assertThat(SyncRequests.resolveDependencies(db("\"startId\":\"s\"")))
                .isEqualTo(
                        new SyncRequest.ResolveDependencies(MAIN, "s", Optional.empty(), OptionalLong.empty(), true));
        assertThat(SyncRequests.resolveDependencies(db("\"startId\":\"s\",\"options\":"
                        + "{\"stopAtEntryType\":\"t\",\"maxDepth\":2,\"includeStart\":false}")))
                .isEqualTo(new SyncRequest.ResolveDependencies(MAIN, "s", Optional.of("t"), OptionalLong.of(2), false));
    }

    @Test
    void aRangeEndsAtTheAttachmentIfNoEndIsGiven() {
        assertThat(SyncRequests.planAttachmentRead(
                        db("\"lastChunkId\":\"c\",\"attachmentSize\":9,\"options\":{\"startByte\":3}")))
                .isEqualTo(new SyncRequest.PlanAttachmentRead(MAIN, "c", 9, 3, 9));
    }

    @Test
    void theDatabaseOfAQueryIsCheckedToo() {
        assertThat(SyncRequests.databaseOfQuery(Optional.of("main"))).isEqualTo(MAIN);
        assertThatThrownBy(() -> SyncRequests.databaseOfQuery(Optional.empty()))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessage("dbId is required and must be a non-empty string");
    }

    private static Bytes db(String members) {
        return Bytes.utf8("{\"dbId\":\"main\"," + members + "}");
    }
}

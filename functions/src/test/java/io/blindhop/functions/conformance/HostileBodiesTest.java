package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no client sends: each is refused with a reason, and the store stays as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesTest extends OnNode {
    private static final List<String> ROUTES = List.of(
            "findNewEntries",
            "findNewEntriesForDoc",
            "findEntries",
            "scanEntriesSince",
            "getStoreHead",
            "getIdBloomSummary",
            "getEntries",
            "getEntriesBinary",
            "getEntryMetadata",
            "putEntries",
            "hasEntries",
            "resolveDependencies",
            "planDocumentMaterialization",
            "planDocumentMaterializationBatch",
            "planAttachmentReadByWalkingMetadata");

    private final TestEntries entries = Person.ALICE.entries(7);
    private Session alice;
    private JsonNode head;
    private OptionalLong writes;

    @BeforeAll
    void logIn() {
        alice = newTenant().grant().login(Person.ALICE);
        alice.docs("notes").putBinary(List.of(entries.docCreate("kept"))).ok();
    }

    @BeforeEach
    void remember() {
        head = alice.docs("notes").head();
        writes = node.tableWrites();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(alice.docs("notes").head()).isEqualTo(head);
        assertThat(node.tableWrites()).isEqualTo(writes);
    }

    private Answer post(String route, String body) {
        return alice.post(StoreKind.DOCS, route, Bytes.utf8(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "true",
                "1",
                "\"notes\"",
                "{\"dbId\":\"notes\"",
                "{\"dbId\":\"notes\",}",
                "{\"dbId\":\"notes\"}}",
                "{\"dbId\":\"notes\"} x",
                "{'dbId':'notes'}",
                "{dbId:\"notes\"}",
                "{\"dbId\":\"no\ntes\"}",
                "{\"dbId\":\"notes\",\"x\":NaN}",
                "{\"dbId\":\"notes\",\"x\":01}",
                "{\"dbId\":\"notes\"/* comment */}",
                "\u0000",
                "<html>"
            })
    void whatIsNotAJsonObjectIsRefusedByEveryRoute(String body) {
        for (String route : ROUTES) {
            assertRefused(post(route, body), 400, route + " " + body);
        }
    }

    @Test
    void textThatIsNotUtf8IsRefusedByEveryRoute() {
        byte[] body = "{\"dbId\":\"notes\",\"ids\":[\"a?\"]}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        body[body.length - 4] = (byte) 0xff;
        for (String route : List.of("hasEntries", "getEntries", "getEntriesBinary")) {
            assertRefused(alice.post(StoreKind.DOCS, route, Bytes.copyOf(body)), 400, route);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids", "haveIds", "docIds", "entries", "cursor", "filters", "options", "dbId", "unknown"})
    void deepNestingIsRefusedByEveryRouteWhereverItIs(String member) {
        int depth = 100_000;
        for (String bracket : List.of("[]", "{}")) {
            String open = bracket.equals("[]") ? "[" : "{\"a\":";
            String body = "{\"dbId\":\"notes\",\"" + member + "\":" + open.repeat(depth) + "1"
                    + bracket.substring(1).repeat(depth) + "}";
            for (String route : ROUTES) {
                assertRefused(post(route, body), 400, route + " with deep " + member);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    hasEntries           | "ids":[1]
                    hasEntries           | "ids":[null]
                    hasEntries           | "ids":[["a"]]
                    hasEntries           | "ids":[{"id":"a"}]
                    hasEntries           | "ids":[""]
                    getEntries           | "ids":[true]
                    getEntriesBinary     | "ids":["a",2]
                    findNewEntries       | "haveIds":[2]
                    findNewEntriesForDoc | "haveIds":[]
                    findNewEntriesForDoc | "docId":1
                    findNewEntriesForDoc | "docId":""
                    findNewEntriesForDoc | "docId":["a"]
                    findEntries          | "type":"doc_create","creationDateFrom":"today"
                    findEntries          | "type":"doc_create","creationDateUntil":[1]
                    scanEntriesSince     | "cursor":1
                    scanEntriesSince     | "cursor":"1"
                    scanEntriesSince     | "cursor":[]
                    scanEntriesSince     | "cursor":{"receiptOrder":"1","id":"a"}
                    scanEntriesSince     | "cursor":{"receiptOrder":1.5,"id":"a"}
                    scanEntriesSince     | "cursor":{"receiptOrder":1,"id":2}
                    scanEntriesSince     | "cursor":{"receiptOrder":1}
                    scanEntriesSince     | "filters":1
                    scanEntriesSince     | "filters":{"docId":1}
                    scanEntriesSince     | "filters":{"entryTypes":[1]}
                    scanEntriesSince     | "filters":{"creationDateFrom":"x"}
                    getEntryMetadata     | "id":1
                    getEntryMetadata     | "id":null
                    getEntryMetadata     | "ids":["a"]
                    resolveDependencies  | "startId":1
                    resolveDependencies  | "startId":"kept","options":1
                    planDocumentMaterialization         | "docId":{}
                    planDocumentMaterialization         | "docId":"kept","options":[]
                    planDocumentMaterializationBatch    | "docIds":[{}]
                    planAttachmentReadByWalkingMetadata | "lastChunkId":"a"
                    planAttachmentReadByWalkingMetadata | "lastChunkId":"a","attachmentSize":"1","options":{"startByte":0}
                    planAttachmentReadByWalkingMetadata | "lastChunkId":"a","attachmentSize":-1,"options":{"startByte":0}
                    planAttachmentReadByWalkingMetadata | "lastChunkId":"a","attachmentSize":9,"options":{"startByte":10}
                    planAttachmentReadByWalkingMetadata | "lastChunkId":"a","attachmentSize":9,"options":{"startByte":1.5}
                    """)
    void aMemberOfTheWrongTypeIsRefused(String route, String members) {
        assertRefused(post(route, "{\"dbId\":\"notes\"," + members + "}"), 400, members);
    }

    @Test
    void aDatabaseThatIsNotNamedByATextIsRefusedByEveryRoute() {
        for (String dbId : List.of("1", "null", "[]", "{}", "true", "\"\"", "[\"notes\"]")) {
            for (String route : ROUTES) {
                assertRefused(post(route, "{\"dbId\":" + dbId + "}"), 400, route + " " + dbId);
            }
        }
    }

    @Test
    void framesCutAnywhereButBetweenTwoEntriesAreRefused() {
        List<ArrivedEntry> two = List.of(entries.docCreate("first", 20), entries.docCreate("second", 20));
        Bytes whole = WireEntries.frames("notes", two);
        Set<Integer> looksWhole = Set.of(
                WireEntries.frames("notes", List.of()).length(),
                WireEntries.frames("notes", two.subList(0, 1)).length());
        for (int length = 0; length < whole.length(); length++) {
            if (!looksWhole.contains(length)) {
                assertRefused(alice.docs("notes").putFrames(whole.slice(0, length)), 400, "cut at " + length);
            }
        }
    }

    @Test
    void framesWithALengthThatNoBodyHasAreRefused() {
        Bytes whole = WireEntries.frames("notes", List.of(entries.docCreate("first", 20)));
        for (int at : new int[] {0, WireEntries.frames("notes", List.of()).length()}) {
            for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20}) {
                byte[] broken = whole.toArray();
                java.nio.ByteBuffer.wrap(broken).putInt(at, length);
                assertRefused(alice.docs("notes").putFrames(Bytes.wrap(broken)), 400, length + " at " + at);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"format\":\"mdb-put-v1\",\"dbId\":\"notes\"}",
                "{\"format\":2,\"dbId\":\"notes\"}",
                "{\"format\":\"mdb-put-v2\"}",
                "{\"format\":\"mdb-put-v2\",\"dbId\":\"../notes\"}",
                "{\"format\":\"mdb-put-v2\",\"dbId\":\"notes\""
            })
    void framesWithAnotherHeaderAreRefused(String header) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        WireEntries.part(body, Bytes.utf8(header));
        assertRefused(alice.docs("notes").putFrames(Bytes.wrap(body.toByteArray())), 400, header);
    }

    @Test
    void framesThatAreNotSentAsOctetsAreRefused() {
        Bytes body = WireEntries.frames("notes", List.of(entries.docCreate("first", 20)));
        assertRefused(alice.post(StoreKind.DOCS, "putEntriesBinary", body), 400, "frames as JSON");
        assertRefused(alice.post(StoreKind.DOCS, "putEntries", body), 400, "frames to the JSON route");
    }

    @Test
    void anUnknownStoreKindOrRouteIsNotFound() {
        for (String path : List.of(
                "sync/docs2/getStoreHead",
                "sync/DOCS/getStoreHead",
                "sync/getStoreHead",
                "sync/docs/getStoreHead/x",
                "sync/docs/nothing",
                "sync",
                "nothing")) {
            Answer answer = alice.send(
                    "POST",
                    "/" + alice.tenantId() + "/" + path,
                    "application/json",
                    Bytes.utf8("{\"dbId\":\"notes\"}"));
            assertRefused(answer, 404, path);
        }
        assertRefused(alice.get(StoreKind.DOCS, "getStoreHead?dbId=notes"), 405, "GET of a POST route");
    }
}

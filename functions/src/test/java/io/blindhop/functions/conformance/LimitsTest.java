package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of protocol 3.2: what is at a limit goes through, what is one beyond it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest extends OnNode {
    private TestTenant tenant;
    private StoreClient notes;

    @BeforeAll
    void logIn() {
        tenant = newTenant().grant();
        notes = tenant.login(Person.ALICE).docs("notes");
    }

    @ParameterizedTest
    @CsvSource({
        "hasEntries, ids",
        "getEntries, ids",
        "getEntriesBinary, ids",
        "findNewEntries, haveIds",
        "findNewEntriesForDoc, haveIds",
        "planDocumentMaterializationBatch, docIds"
    })
    void aListHasAtMost100_000Ids(String route, String member) {
        ObjectNode body = WireEntries.object().put("docId", "a");
        ArrayNode ids = body.putArray(member);
        for (int i = 0; i <= 100_000; i++) {
            ids.add("x" + i);
        }
        Answer refused = notes.call(route, body);
        assertRefused(refused, 400, route);
        assertThat(refused.error()).contains(member, "100000");
    }

    @Test
    void aPushHasAtMost10_000Entries() {
        ObjectNode entry = WireEntries.object().put("id", "broken");
        List<ObjectNode> entries = Stream.generate(() -> entry).limit(10_000).toList();
        assertThat(notes.put(entries).ok().json().get("rejected")).hasSize(10_000);
        List<ObjectNode> more = Stream.generate(() -> entry).limit(10_001).toList();
        assertRefused(notes.put(more), 400, "JSON");

        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(WireEntries.frames("notes", List.of()).toArray());
        for (int i = 0; i < 10_000; i++) {
            WireEntries.part(frames, Bytes.utf8("{}"));
            WireEntries.part(frames, Bytes.empty());
        }
        assertThat(notes.putFrames(Bytes.wrap(frames.toByteArray())).ok().json().get("rejected"))
                .hasSize(10_000);
        WireEntries.part(frames, Bytes.utf8("{}"));
        WireEntries.part(frames, Bytes.empty());
        assertRefused(notes.putFrames(Bytes.wrap(frames.toByteArray())), 400, "frames");
    }

    @Test
    void aBodyOverTheLimitIs413WhateverItHolds() {
        int limit = serverInfo().get("maxJsonRequestBodyBytes").asInt();
        Bytes atTheLimit = Bytes.utf8("{\"dbId\":\"notes\"" + " ".repeat(limit - 16) + "}");
        assertThat(atTheLimit.length()).isEqualTo(limit);
        var alice = tenant.login(Person.ALICE);
        assertThat(alice.post(io.blindhop.protocol.store.StoreKind.DOCS, "getStoreHead", atTheLimit)
                        .status())
                .isEqualTo(200);
        Bytes over = Bytes.wrap(new byte[limit + 1]);
        assertTooLarge(alice.post(io.blindhop.protocol.store.StoreKind.DOCS, "hasEntries", over), "JSON");
        assertTooLarge(notes.putFrames(over), "frames");
    }

    /** As JSON text, bytes can be larger than the events of a platform, which then answers instead of the node. */
    private void assertTooLarge(Answer answer, String what) {
        if (node.isBehindEvents() && answer.json().has("Message")) {
            assertThat(answer.status()).as("%s: %s", what, answer).isEqualTo(413);
        } else {
            assertRefused(answer, 413, what);
        }
    }

    @Test
    void signatureAndChallengeHaveAtMost4096Characters() {
        ObjectNode long1 =
                WireEntries.object().put("challenge", "c".repeat(4097)).put("signature", "AAAA");
        ObjectNode long2 = WireEntries.object().put("challenge", "c").put("signature", "A".repeat(4097));
        for (ObjectNode body : List.of(long1, long2)) {
            assertRefused(tenant.auth("authenticate", body), 400, "tenant");
            assertRefused(tenant.systemAuth("authenticate", body), 400, "system");
        }
        ObjectNode atTheLimit =
                WireEntries.object().put("challenge", "c".repeat(4096)).put("signature", "A".repeat(4096));
        assertRefused(tenant.auth("authenticate", atTheLimit), 401, "tenant");
        assertRefused(tenant.systemAuth("authenticate", atTheLimit), 401, "system");
    }

    @Test
    void keysHaveAtMost4096CharactersInATenantChallengeAnd8192InASystemChallenge() {
        ObjectNode name = WireEntries.object().put("username", Person.ALICE.username());
        assertRefused(tenant.auth("challenge", name.deepCopy().put("signingPublicKey", "k".repeat(4097))), 400, 4097);
        assertRefused(tenant.auth("challenge", name.deepCopy().put("signingPublicKey", "k".repeat(4096))), 404, 4096);
        assertRefused(
                tenant.systemAuth("challenge", name.deepCopy().put("publicsignkey", "k".repeat(8193))), 400, 8193);
        assertRefused(
                tenant.systemAuth("challenge", name.deepCopy().put("publicsignkey", "k".repeat(8192))), 404, 8192);
    }

    @Test
    void aNameHasAtMost256CharactersAndNoControlCharacters() {
        for (String name : List.of("n".repeat(257), "", "a\u0000b", "a\nb", "a\u007fb")) {
            assertRefused(tenant.auth("challenge", WireEntries.object().put("username", name)), 400, name);
            ObjectNode system = WireEntries.object().put("username", name).put("publicsignkey", "k");
            assertRefused(tenant.systemAuth("challenge", system), 400, name);
        }
        assertRefused(tenant.auth("challenge", WireEntries.object().put("username", "n".repeat(256))), 403, 256);
    }

    @Test
    void anIdHasAtMost900Bytes() {
        TestEntries entries = Person.ALICE.entries(3);
        String longest = "é".repeat(450);
        ArrivedEntry kept = entries.entry("doc_create", longest, "d".repeat(900), Bytes.utf8("payload"));
        ArrivedEntry longId = entries.entry("doc_create", longest + "x", "d", Bytes.utf8("payload"));
        ArrivedEntry longDocId = entries.entry("doc_create", "short", "d".repeat(901), Bytes.utf8("payload"));

        var answer = notes.putBinary(List.of(longId, kept, longDocId)).ok().json();

        assertThat(answer.get("rejected")).hasSize(2);
        assertThat(answer.get("receipts")).hasSize(1);
        assertThat(notes.pullBinary(List.of(longest))).containsEntry(longest, kept.payload());
        assertRefused(notes.call("hasEntries", StoreClient.withIds(List.of(longest + "x"))), 400, "901 bytes");
        assertRefused(notes.call("getEntryMetadata", WireEntries.object().put("id", longest + "x")), 400, "901 bytes");
    }
}

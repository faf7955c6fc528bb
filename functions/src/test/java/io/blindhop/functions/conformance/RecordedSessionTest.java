package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reference client did when it was recorded, done to a node: with the real keys and the real bytes. */
class RecordedSessionTest extends OnNode {
    private TestTenant tenant;
    private StoreClient alice;
    private StoreClient bob;

    @BeforeEach
    void aliceHasPushedWhatWasRecorded() {
        tenant = newTenant().grant(Person.BOB);
        alice = tenant.login(Person.ALICE).docs("notes");
        bob = tenant.login(Person.BOB).docs("notes");
    }

    private static List<JsonNode> notes() {
        return RecordedEntries.lines("pushed.jsonl").stream()
                .filter(line -> line.get("dbId").asText().equals("notes"))
                .filter(line -> !line.at("/entry/entryType").asText().equals("attachment_chunk"))
                .toList();
    }

    private static List<ArrivedEntry> entries() {
        return notes().stream().map(RecordedEntries::arrived).toList();
    }

    private static List<ObjectNode> inline() {
        return notes().stream().map(WireEntries::inline).toList();
    }

    private static List<String> ids() {
        return entries().stream().map(ArrivedEntry::id).toList();
    }

    private static Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        entries().forEach(entry -> hashes.put(entry.id(), entry.metadata().contentHash()));
        return hashes;
    }

    @Test
    void bobDecryptsEveryPayloadFormatToTheBytesThatAliceSigned() {
        alice.put(inline()).ok();

        for (Map<String, Bytes> pulled :
                List.of(bob.pullHybrid(ids()), bob.pullWithSessionKey(ids()), bob.pullBinary(ids()))) {
            assertThat(pulled.keySet()).containsExactlyElementsOf(ids());
            Map<String, String> pulledHashes = new HashMap<>();
            pulled.forEach((id, payload) -> pulledHashes.put(id, ContentHash.of(payload)));
            assertThat(pulledHashes).isEqualTo(hashes());
        }
    }

    @Test
    void bothWaysToPushStoreTheSame() {
        JsonNode binary = alice.putBinary(entries()).ok().json();
        JsonNode json = alice.put(inline()).ok().json();

        assertThat(binary.get("rejected")).isEmpty();
        assertThat(binary.get("receipts")).hasSize(ids().size());
        assertThat(json).isEqualTo(binary);
    }

    @Test
    void everyReceiptVerifies() {
        JsonNode receipts = alice.put(inline()).ok().json().get("receipts");

        String pem = serverInfo().get("signingPublicKey").asText();
        VerifyingKey server = VerifyingKey.fromPem(pem);
        for (JsonNode receipt : receipts) {
            assertThat(receipt.get("receivedByPublicKey").asText()).isEqualTo(pem);
            Bytes signed = WitnessSigningBytes.of(
                    RecordedEntries.metadata(receipt),
                    "notes",
                    receipt.get("receivedAt").asLong(),
                    pem);
            assertThat(server.verify(
                            signed,
                            Bytes.fromBase64(
                                    receipt.get("receivedDateSignature").asText())))
                    .isTrue();
        }
    }

    @Test
    void aRepeatedPushIsAnsweredWithTheFirstReceiptAndStoresNothing() {
        JsonNode first = alice.put(inline()).ok().json();
        JsonNode head = alice.head();

        assertThat(alice.put(inline()).ok().json()).isEqualTo(first);
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void anIdleStoreKeepsItsHead() {
        JsonNode empty = alice.head();
        assertThat(empty.get("maxReceiptOrder").asLong()).isZero();
        assertThat(bob.head()).isEqualTo(empty);

        alice.put(inline()).ok();

        JsonNode head = bob.head();
        assertThat(head.get("epoch")).isEqualTo(empty.get("epoch"));
        assertThat(head.get("maxReceiptOrder").asLong()).isEqualTo(ids().size());
        assertThat(bob.head()).isEqualTo(head);
    }

    @Test
    void pagesOfAScanHoldEveryEntryOnceInReceiptOrder() {
        alice.put(inline()).ok();

        List<String> seen = new ArrayList<>();
        JsonNode cursor = NullNode.getInstance();
        boolean more = true;
        while (more) {
            JsonNode page = bob.scan(cursor, 3);
            page.get("entries").forEach(entry -> seen.add(entry.get("id").asText()));
            cursor = page.get("nextCursor");
            more = page.get("hasMore").asBoolean();
        }
        assertThat(seen).containsExactlyElementsOf(ids());
        assertThat(bob.scan(cursor, 3).get("entries")).isEmpty();
    }

    @Test
    void theBloomSummaryKnowsEveryId() {
        alice.put(inline()).ok();

        JsonNode summary = bob.call("getIdBloomSummary").ok().json().get("summary");
        assertThat(summary.get("totalIds").asInt()).isEqualTo(ids().size());
        BloomFilter filter = BloomFilter.fromSummary(new BloomSummary(
                summary.get("totalIds").asLong(),
                summary.get("bitCount").asInt(),
                summary.get("hashCount").asInt(),
                Bytes.fromBase64(summary.get("bitsetBase64").asText())));
        assertThat(ids()).allMatch(filter::mightContain);
        assertThat(filter.mightContain("doc_0000_d_0_nothing")).isFalse();
    }

    @Test
    void whatIsThereIsNamedInTheOrderOfTheQuestion() {
        alice.put(inline()).ok();

        List<String> asked = new ArrayList<>(ids().reversed());
        asked.add(3, "doc_0000_d_0_nothing");
        assertThat(bob.hasEntries(asked)).containsExactlyElementsOf(ids().reversed());
        assertThat(bob.ids()).containsExactlyElementsOf(ids());
    }

    @Test
    void theUnpagedSearchesFindWhatTheyAreAskedFor() {
        alice.put(inline()).ok();
        List<String> have = ids().subList(0, 4);

        ObjectNode body = WireEntries.object();
        body.set("haveIds", WireEntries.strings(have));
        List<String> missing = found(bob.call("findNewEntries", body));
        assertThat(missing).containsExactlyElementsOf(ids().subList(4, ids().size()));

        List<String> ofDocument = found(bob.call("findNewEntriesForDoc", body.put("docId", "doc_0000")));
        assertThat(new HashSet<>(ofDocument))
                .isEqualTo(new HashSet<>(missing.stream()
                        .filter(id -> id.startsWith("doc_0000_"))
                        .toList()));

        List<String> deletions =
                found(bob.call("findEntries", WireEntries.object().put("type", "doc_delete")));
        assertThat(deletions).hasSize(1).allMatch(id -> id.startsWith("doc_0002_"));
    }

    @Test
    void metadataOfOneEntryIsWhatWasPushedWithItsReceipt() {
        JsonNode receipts = alice.put(inline()).ok().json().get("receipts");

        String id = ids().getFirst();
        JsonNode entry = bob.call("getEntryMetadata", WireEntries.object().put("id", id))
                .ok()
                .json()
                .get("entry");
        assertThat(entry).isEqualTo(receipts.get(0));
        JsonNode unknown = bob.call("getEntryMetadata", WireEntries.object().put("id", "nothing"))
                .ok()
                .json();
        assertThat(unknown.get("entry").isNull()).isTrue();
    }

    @Test
    void attachmentsAreAStoreOfTheirOwn() {
        ArrivedEntry chunk = RecordedEntries.lines("pushed.jsonl").stream()
                .map(RecordedEntries::arrived)
                .filter(entry -> entry.metadata().entryType().equals("attachment_chunk"))
                .findFirst()
                .orElseThrow();
        StoreClient attachments = tenant.login(Person.ALICE).attachments("notes");
        attachments.putBinary(List.of(chunk)).ok();

        assertThat(alice.ids()).isEmpty();
        Map<String, Bytes> pulled =
                tenant.login(Person.BOB).attachments("notes").pullBinary(attachments.ids());
        assertThat(pulled).containsExactly(Map.entry(chunk.id(), chunk.payload()));
    }

    @Test
    void revocationIsInForceForTheNextRequest() {
        assertThat(bob.call("getStoreHead").status()).isEqualTo(200);

        tenant.revokeBob();

        assertThat(bob.call("getStoreHead").status()).isEqualTo(401);
    }

    private static List<String> found(Answer answer) {
        return answer.ok()
                .json()
                .get("entries")
                .valueStream()
                .map(entry -> entry.get("id").asText())
                .toList();
    }
}

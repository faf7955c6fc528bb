package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken entry is rejected by itself; the others of its push are stored (protocol 3.3.4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenEntriesTest extends OnNode {
    private final TestEntries entries = Person.ALICE.entries(5);
    private TestTenant tenant;
    private StoreClient notes;

    @BeforeAll
    void logIn() {
        tenant = newTenant().grant();
        notes = tenant.login(Person.ALICE).docs("notes");
    }

    static Stream<Arguments> breakages() {
        return Stream.of(
                breakage("no signature", entry -> entry.remove("signature")),
                breakage("a signature that is not base64", entry -> entry.put("signature", "***")),
                breakage("a signature that is a number", entry -> entry.put("signature", 1)),
                breakage("no payload", entry -> entry.remove("encryptedData")),
                breakage("a payload that is not base64", entry -> entry.put("encryptedData", "a=b=c")),
                breakage("a payload of other bytes", entry -> entry.put("encryptedData", "AAAA")),
                breakage("a time with a fraction", entry -> entry.put("createdAt", 1.5)),
                breakage("a time that is a text", entry -> entry.put("createdAt", "1767225600000")),
                breakage("a time beyond all integers", entry -> entry.put("createdAt", 1e300)),
                breakage("no time", entry -> entry.remove("createdAt")),
                breakage("another hash", entry -> entry.put("contentHash", "0".repeat(64))),
                breakage("a hash that is none", entry -> entry.put("contentHash", "../../x")),
                breakage("another author", entry -> entry.put("createdByPublicKey", Person.MALLORY.signingPem())),
                breakage("an author that is no key", entry -> entry.put("createdByPublicKey", "alice")),
                breakage("a PEM that is too long", entry -> entry.put("createdByPublicKey", "k".repeat(8193))),
                breakage("another document", entry -> entry.put("docId", "stolen")),
                breakage("another type", entry -> entry.put("entryType", "doc_delete")),
                breakage(
                        "a metadata signature of zeros",
                        entry -> entry.put(
                                "metadataSignature", Bytes.wrap(new byte[64]).toBase64())),
                breakage("a short metadata signature", entry -> entry.put("metadataSignature", "AAAA")),
                breakage("dependencies that are a text", entry -> entry.put("dependencyIds", "a")),
                breakage(
                        "a dependency that is a number",
                        entry -> entry.putArray("dependencyIds").add(1)),
                breakage("provenance that is a text", entry -> entry.put("provenance", "x")),
                breakage(
                        "recipients that are a list",
                        entry -> entry.putArray("recipients").add(1)),
                breakage(
                        "refs without their members",
                        entry -> entry.putArray("attachmentRefs").addObject()),
                breakage("a size with a fraction", entry -> entry.put("originalSize", 0.5)));
    }

    private static Arguments breakage(String name, Consumer<ObjectNode> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakages")
    void aBrokenEntryIsRejectedAloneAndTheOthersGoThrough(String name, Consumer<ObjectNode> change) {
        ObjectNode before = WireEntries.inline(entries.docCreate(entries.newDocId()));
        ObjectNode broken = WireEntries.inline(entries.docCreate(entries.newDocId()));
        ObjectNode after = WireEntries.inline(entries.docCreate(entries.newDocId()));
        change.accept(broken);
        long head = notes.head().get("maxReceiptOrder").asLong();

        JsonNode answer = notes.put(List.of(before, broken, after)).ok().json();

        assertThat(ids(answer.get("receipts"))).containsExactly(id(before), id(after));
        assertThat(ids(answer.get("rejected"))).containsExactly(id(broken));
        assertThat(answer.at("/rejected/0/reason").asText())
                .contains(id(broken))
                .doesNotContain("Exception");
        assertThat(notes.head().get("maxReceiptOrder").asLong()).isEqualTo(head + 2);
        assertThat(notes.hasEntries(List.of(id(before), id(broken), id(after)))).containsExactly(id(before), id(after));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakages")
    void aDuplicateWithBrokenBytesIsAcknowledgedWithWhatIsStored(String name, Consumer<ObjectNode> change) {
        ObjectNode entry = WireEntries.inline(entries.docCreate(entries.newDocId()));
        JsonNode receipts = notes.put(List.of(entry)).ok().json().get("receipts");
        JsonNode head = notes.head();
        ObjectNode broken = entry.deepCopy();
        change.accept(broken);

        JsonNode answer = notes.put(List.of(broken)).ok().json();

        assertThat(answer.get("receipts")).isEqualTo(receipts);
        assertThat(answer.get("rejected")).isEmpty();
        assertThat(notes.head()).isEqualTo(head);
    }

    @Test
    void anEntryThatIsNoObjectIsRejectedAlone() {
        ObjectNode good = WireEntries.inline(entries.docCreate(entries.newDocId()));
        for (String broken : List.of("null", "1", "\"x\"", "[]", "[[]]", "{}")) {
            ObjectNode body = WireEntries.object();
            body.putArray("entries").add(good).addRawValue(new com.fasterxml.jackson.databind.util.RawValue(broken));
            JsonNode answer = notes.call("putEntries", body).ok().json();
            assertThat(answer.get("receipts")).hasSize(1);
            assertThat(answer.get("rejected")).as(broken).hasSize(1);
        }
    }

    @Test
    void framesWithABrokenEntryStoreTheOthers() {
        ArrivedEntry good = entries.docCreate(entries.newDocId());
        ArrivedEntry other = entries.docCreate(entries.newDocId());
        ArrivedEntry swapped = new ArrivedEntry(other.metadata(), good.payload());

        JsonNode answer = notes.putBinary(List.of(swapped, good)).ok().json();

        assertThat(ids(answer.get("receipts"))).containsExactly(good.id());
        assertThat(ids(answer.get("rejected"))).containsExactly(other.id());
    }

    @Test
    void anEntryBesideItsBrokenTwinIsStored() {
        ObjectNode good = WireEntries.inline(entries.docCreate(entries.newDocId()));
        ObjectNode twin = good.deepCopy().put("encryptedData", "AAAA");

        JsonNode answer = notes.put(List.of(twin, good)).ok().json();

        assertThat(ids(answer.get("receipts"))).containsExactly(id(good), id(good));
        assertThat(answer.get("rejected")).isEmpty();
        assertThat(notes.pullBinary(List.of(id(good)))).containsKey(id(good));
    }

    @Test
    void theDirectoryTakesEntriesOfTheAdministratorOnly() {
        StoreClient directory = tenant.login(Person.ALICE).docs("directory");
        JsonNode head = directory.head();

        JsonNode answer =
                directory.putBinary(List.of(entries.docCreate("grant"))).ok().json();

        assertThat(answer.get("receipts")).isEmpty();
        assertThat(answer.get("rejected")).hasSize(1);
        assertThat(directory.head()).isEqualTo(head);
    }

    @Test
    void whatTheReferenceRefusedIsRefused() {
        List<ObjectNode> refused = io.blindhop.protocol.entry.RecordedEntries.lines("refused.jsonl").stream()
                .map(WireEntries::inline)
                .toList();
        JsonNode answer = notes.put(refused).ok().json();
        assertThat(answer.get("receipts")).isEmpty();
        assertThat(ids(answer.get("rejected")))
                .containsExactlyElementsOf(
                        refused.stream().map(BrokenEntriesTest::id).toList());
    }

    private static String id(ObjectNode entry) {
        return entry.get("id").asText();
    }

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(element -> ids.add(element.get("id").asText()));
        return ids;
    }
}

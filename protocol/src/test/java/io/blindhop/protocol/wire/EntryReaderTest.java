package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryReaderTest {
    static Stream<Arguments> wrongValues() {
        List<String> wrongTexts = List.of("1", "[]", "{}", "true");
        List<String> wrongIntegers = List.of("\"1\"", "1.5", "1e400", "9007199254740992", "[1]", "true");
        List<String> wrongLists = List.of("1", "\"a\"", "{}", "[1]", "[null]", "[[\"a\"]]", "[\"\"]");
        List<String> wrongBase64 = List.of("1", "\"*\"", "\"AAAA=A\"", "\"" + "A".repeat(4097) + "\"", "[\"AAAA\"]");
        return Stream.of(
                        values("entryType", wrongTexts),
                        values("id", wrongTexts, "\"\"", text(901), "\"" + "é".repeat(451) + "\"", "\"\\ud800\""),
                        values("contentHash", wrongTexts),
                        values("docId", wrongTexts, "\"\"", text(901)),
                        values("dependencyIds", wrongLists),
                        values("createdAt", wrongIntegers),
                        values("createdByPublicKey", wrongTexts, text(8193)),
                        values("decryptionKeyId", wrongTexts, text(1001), "\"\\udc00x\""),
                        values("snapshotHeadHashes", wrongLists),
                        values("snapshotHeadEntryIds", wrongLists),
                        values("signature", wrongBase64),
                        values("metadataSignature", wrongBase64),
                        values("originalSize", wrongIntegers),
                        values("encryptedSize", wrongIntegers),
                        values(
                                "attachmentRefs",
                                List.of("1", "{}", "[1]", "[{}]", REF.formatted("-1"), REF.formatted("1.5"))),
                        values("provenance", List.of("1", "\"a\"", "[]", "true", "{\"source\":1}")),
                        values("recipients", List.of("1", "\"a\"", "[]", "true", "{\"wraps\":1}")),
                        values("entryVersion", wrongIntegers),
                        values("encryptedData", List.of("1", "\"*\"", "[]")))
                .flatMap(s -> s);
    }

    private static final String REF = "[{\"attachmentId\":\"a\",\"lastChunkId\":\"c\",\"size\":%s}]";

    private static Stream<Arguments> values(String name, List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).map(value -> Arguments.of(name, value));
    }

    private static String text(int length) {
        return "\"" + "x".repeat(length) + "\"";
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueBreaksItsEntryAndNamesTheMember(String name, String value) {
        String good = RecordedSession.pushedEntry().toString();
        ObjectNode entry = RecordedSession.pushedEntry();
        entry.remove(name);
        String bad = "{\"" + name + "\":" + value + "," + entry.toString().substring(1);
        SyncRequest.PutEntries put =
                SyncRequests.putEntries(body("{\"entries\":[" + bad + "," + good + "],\"dbId\":\"main\"}"));
        assertThat(put.entries().get(0)).isInstanceOfSatisfying(EntryParse.Broken.class, broken -> {
            assertThat(broken.reason()).contains(" " + name + " ");
            assertThat(broken.id())
                    .isEqualTo(Optional.ofNullable(entry.get("id")).map(id -> id.textValue()));
        });
        assertThat(put.entries().get(1)).isInstanceOf(EntryParse.Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entryType",
                "id",
                "contentHash",
                "docId",
                "dependencyIds",
                "createdAt",
                "createdByPublicKey",
                "decryptionKeyId",
                "signature",
                "encryptedData"
            })
    void aRequiredMemberThatIsMissingOrNullBreaksItsEntry(String name) {
        ObjectNode entry = RecordedSession.pushedEntry();
        entry.putNull(name);
        assertThat(reason(entry.toString())).contains(name + " is missing");
        entry.remove(name);
        assertThat(reason(entry.toString())).contains(name + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "[]", "[[{}]]", "\"entry\"", "true"})
    void whatIsNoObjectIsABrokenEntryWithoutAnId(String entry) {
        assertThat(single(entry))
                .isInstanceOfSatisfying(
                        EntryParse.Broken.class,
                        broken -> assertThat(broken.id()).isEmpty());
    }

    @Test
    void whatAServerAssignsAndWhatIsUnknownIsIgnoredWhateverItIs() {
        ObjectNode entry = RecordedSession.pushedEntry();
        ArrivedEntry plain = parsed(entry.toString());
        for (String name : List.of(
                "receiptOrder", "receivedAt", "receivedByPublicKey", "receivedDateSignature", "receiptScheme", "x")) {
            entry.putArray(name).addObject().put("deep", 1);
        }
        assertThat(parsed(entry.toString())).isEqualTo(plain);
    }

    @Test
    void optionalMembersThatAreNullOrAnEmptySignatureCountAsAbsent() {
        ObjectNode entry = RecordedSession.pushedEntry();
        entry.put("metadataSignature", "");
        for (String name :
                List.of("originalSize", "attachmentRefs", "provenance", "recipients", "snapshotHeadHashes")) {
            entry.putNull(name);
        }
        ArrivedEntry arrived = parsed(entry.toString());
        assertThat(arrived.metadata().metadataSignature()).isEmpty();
        assertThat(arrived.metadata().attachmentRefs()).isEmpty();
        assertThat(arrived.metadata().provenance()).isEmpty();
    }

    @Test
    void theLastOfEqualMembersCountsEvenIfAnEarlierOneWasWrong() {
        String entry = RecordedSession.pushedEntry().toString();
        String twice = "{\"createdAt\":\"no\",\"dependencyIds\":[1],\"id\":7," + entry.substring(1);
        assertThat(parsed(twice)).isEqualTo(parsed(entry));
        String spoilt = entry.substring(0, entry.length() - 1) + ",\"createdAt\":\"no\"}";
        assertThat(reason(spoilt)).contains("createdAt must be an integer");
    }

    @Test
    void anIntegerMayBeWrittenAsAClientMightWriteIt() {
        ObjectNode entry = RecordedSession.pushedEntry();
        entry.remove("createdAt");
        String written = "{\"createdAt\":1.5e3," + entry.toString().substring(1);
        assertThat(parsed(written).metadata().createdAt()).isEqualTo(1500);
    }

    @Test
    void everyMemberSurvivesTheWayThroughTheStore() {
        String recipients = "{\"epoch\":1,\"bundle\":\"QUJD\",\"wraps\":[]}";
        ObjectNode entry = RecordedSession.pushedEntry();
        entry.putArray("snapshotHeadHashes").add("h1").add("h2");
        entry.putArray("snapshotHeadEntryIds");
        entry.putArray("attachmentRefs")
                .addObject()
                .put("attachmentId", "a")
                .put("lastChunkId", "c")
                .put("size", 5);
        entry.set("recipients", RecordedSession.parse(recipients));
        ArrivedEntry arrived = parsed(entry.toString());
        String written = RecordedSession.written(out -> SyncResponses.entryMetadata(
                out, Optional.of(new StoredEntry(arrived.metadata(), 1, Optional.empty()))));
        entry.remove(
                List.of("encryptedData", "receiptOrder", "receivedAt", "receivedByPublicKey", "receivedDateSignature"));
        ObjectNode answer = (ObjectNode) RecordedSession.parse(written).get("entry");
        answer.remove("receiptOrder");
        assertThat(answer).isEqualTo(entry);
        assertThat(written).contains("\"recipients\":" + recipients);
    }

    @Test
    void aReasonNeverEchoesMoreThanTheIdAllows() {
        String reason = reason("{\"id\":\"" + "x".repeat(5_000) + "\",\"entryType\":\"" + "y".repeat(5_000) + "\"}");
        assertThat(reason).hasSizeLessThan(1_000).doesNotContain("xxxx").doesNotContain("yyyy");
    }

    @Test
    void nestingWithinAnEntryIsBounded() {
        String deep = "{\"x\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> single(deep)).isInstanceOf(MalformedRequestException.class);
        String nested = "{\"source\":{\"provenance\":".repeat(33) + "{}" + "}}".repeat(33);
        assertThat(reason("{\"provenance\":" + nested + "}")).contains("provenance is invalid");
    }

    private static EntryParse single(String entry) {
        return SyncRequests.putEntries(body("{\"dbId\":\"main\",\"entries\":[" + entry + "]}"))
                .entries()
                .getFirst();
    }

    private static ArrivedEntry parsed(String entry) {
        return ((EntryParse.Parsed) single(entry)).entry();
    }

    private static String reason(String entry) {
        return ((EntryParse.Broken) single(entry)).reason();
    }

    private static Bytes body(String json) {
        return Bytes.utf8(json);
    }
}

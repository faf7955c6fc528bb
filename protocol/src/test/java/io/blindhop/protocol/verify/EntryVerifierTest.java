package io.blindhop.protocol.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.verify.EntryVerifier.Refused;
import io.blindhop.protocol.verify.EntryVerifier.Verified;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryVerifierTest {
    private final EntryVerifier verifier = new EntryVerifier();

    static java.util.List<JsonNode> pushed() {
        return RecordedEntries.lines("pushed.jsonl");
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("pushed")
    void everyRecordedEntryVerifies(JsonNode line) {
        ArrivedEntry arrived = RecordedEntries.arrived(line);

        assertThat(verifier.verify(arrived)).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.entry().metadata()).isEqualTo(arrived.metadata());
            assertThat(verified.entry().payload()).isEqualTo(arrived.payload());
        });
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("pushed")
    void anyChangeOfWhatIsSignedIsRefused(JsonNode line) {
        ArrivedEntry arrived = RecordedEntries.arrived(line);
        if (arrived.metadata().metadataSignature().isEmpty()) {
            assertRefused(
                    changed(
                            line,
                            entry -> entry.put(
                                    "signature",
                                    flipped(arrived.metadata().signature()).toBase64())),
                    "has an invalid author signature");
            return;
        }
        for (String name : new String[] {"entryType", "id", "docId", "decryptionKeyId"}) {
            assertRefused(
                    changed(line, entry -> entry.put(name, entry.get(name).asText() + "x")),
                    "has an invalid author signature");
        }
        String strangerPem = SigningKey.fromSeed(Bytes.wrap(new byte[32])).publicPem();
        assertInvalidSignature(
                line, entry -> entry.put("createdAt", entry.get("createdAt").longValue() + 1));
        assertInvalidSignature(line, entry -> entry.withArray("dependencyIds").add("one-more"));
        assertInvalidSignature(line, entry -> entry.put("createdByPublicKey", strangerPem));
        assertInvalidSignature(
                line,
                entry -> entry.put(
                        "createdByPublicKey", entry.get("createdByPublicKey").asText() + "\n"));
        assertInvalidSignature(
                line,
                entry -> entry.putArray("attachmentRefs")
                        .addObject()
                        .put("attachmentId", "a")
                        .put("lastChunkId", "c")
                        .put("size", 1));
        assertInvalidSignature(
                line, entry -> entry.putObject("recipients").putArray("wraps").add("w"));
        assertInvalidSignature(line, entry -> {
            ObjectNode source = entry.deepCopy();
            entry.putObject("provenance")
                    .put("sourceTenantId", "t")
                    .put("sourceDbId", "d")
                    .set("source", source);
        });
        assertInvalidSignature(
                line,
                entry -> entry.put(
                        "metadataSignature",
                        flipped(arrived.metadata().metadataSignature().orElseThrow())
                                .toBase64()));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("pushed")
    void aChangedPayloadIsRefused(JsonNode line) {
        ArrivedEntry arrived = RecordedEntries.arrived(line);
        ArrivedEntry tampered = new ArrivedEntry(arrived.metadata(), flipped(arrived.payload()));

        assertRefused(tampered, "content hash does not match its payload");
    }

    @Test
    void aPayloadThatIsReplacedTogetherWithItsHashIsRefused() {
        for (JsonNode line : pushed()) {
            Bytes other = Bytes.utf8("another payload");
            EntryMetadata metadata = changed(line, entry -> entry.put("contentHash", ContentHash.of(other)))
                    .metadata();

            assertRefused(new ArrivedEntry(metadata, other), "has an invalid author signature");
        }
    }

    @Test
    void whatTheReferenceRefusedIsRefusedInItsWords() {
        for (JsonNode line : RecordedEntries.lines("refused.jsonl")) {
            assertThat(verifier.verify(RecordedEntries.arrived(line)))
                    .isEqualTo(new Refused(
                            line.get("entry").get("id").asText(),
                            line.get("reason").asText()));
        }
    }

    @Test
    void whatIsNotSignedMayChange() {
        JsonNode line = pushed().getFirst();

        assertThat(verifier.verify(changed(
                        line,
                        entry -> entry.put("originalSize", 7)
                                .put("encryptedSize", 8)
                                .putArray("attachmentRefs"))))
                .isInstanceOf(Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "docId", "entryType", "decryptionKeyId", "createdByPublicKey"})
    void anEmptyOrHugeOrUnpairedTextIsRefusedByName(String name) {
        JsonNode line = pushed().getFirst();

        assertRefused(changed(line, entry -> entry.put(name, "")), name + " is empty");
        assertRefused(
                changed(line, entry -> entry.put(name, "x".repeat(9000))), name + " has 9000 bytes, the limit is");
        assertRefused(changed(line, entry -> entry.put(name, "a\ud800b")), name + " is not well-formed Unicode");
    }

    @Test
    void theLongestIdIs900BytesOfUtf8() {
        JsonNode line = pushed().getFirst();

        assertRefused(changed(line, entry -> entry.put("id", "é".repeat(450))), "has an invalid author signature");
        assertRefused(
                changed(line, entry -> entry.put("id", "é".repeat(450) + "x")), "id has 901 bytes, the limit is 900");
    }

    @Test
    void tooManyReferencesAreRefused() {
        ArrivedEntry many = changed(pushed().getFirst(), entry -> {
            for (int i = 0; i <= EntryLimits.MAX_REFERENCES; i++) {
                entry.withArray("dependencyIds").add("d" + i);
            }
        });

        assertRefused(many, "dependencyIds has 10001 elements, the limit is 10000");
    }

    @Test
    void aContentHashInAnotherSpellingIsRefused() {
        assertRefused(
                changed(
                        pushed().getFirst(),
                        entry -> entry.put(
                                "contentHash", entry.get("contentHash").asText().toUpperCase(java.util.Locale.ROOT))),
                "contentHash must be 64 lowercase hex digits");
    }

    @Test
    void moreKeysThanTheCacheHoldsStillVerifyAndItStaysBounded() {
        for (int i = 0; i < EntryVerifier.MAX_CACHED_KEYS + 10; i++) {
            String sameKey = pushedPem() + "\n".repeat(i);
            verifier.verify(changed(FIRST, entry -> entry.put("createdByPublicKey", sameKey)));
        }

        assertThat(verifier.verify(RecordedEntries.arrived(FIRST))).isInstanceOf(Verified.class);
        assertThat(verifier.cachedKeys()).isBetween(1, EntryVerifier.MAX_CACHED_KEYS);
    }

    private static final JsonNode FIRST = pushed().getFirst();

    private static String pushedPem() {
        return FIRST.get("entry").get("createdByPublicKey").asText();
    }

    private void assertInvalidSignature(JsonNode line, Consumer<ObjectNode> change) {
        assertRefused(changed(line, change), "has an invalid author signature");
    }

    private void assertRefused(ArrivedEntry entry, String reason) {
        assertThat(verifier.verify(entry)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.id()).isEqualTo(entry.id());
            assertThat(refused.reason()).startsWith("Entry ").contains(reason);
        });
    }

    private static ArrivedEntry changed(JsonNode line, Consumer<ObjectNode> change) {
        ObjectNode copy = line.deepCopy();
        change.accept((ObjectNode) copy.get("entry"));
        return RecordedEntries.arrived(copy);
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] array = bytes.toArray();
        array[array.length / 2] ^= 1;
        return Bytes.wrap(array);
    }
}

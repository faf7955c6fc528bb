package io.blindhop.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.entry.RecordedEntries;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The vectors of protocol part 9. */
class SigningBytesVectorsTest {
    private static final String BASE_FIELDS = """
            {"entryType":"doc_change","id":"d1_d_0_ab","docId":"d1","decryptionKeyId":"default",
             "createdAt":1700000000000,"dependencyIds":["x","y"],"contentHash":"00ff","createdByPublicKey":"PEM"}""";

    @Test
    void authorSigningBytesOfPlainMetadata() {
        assertThat(AuthorSigningBytes.of(entry(Optional.empty(), Optional.empty(), Optional.empty()))
                        .toHex())
                .isEqualTo("010000000a646f635f6368616e67650000000964315f645f305f616200000002643100000007646566"
                        + "61756c740000018bcfe56800000000020000000178000000017900000004303066660000000350454d");
    }

    @Test
    void authorSigningBytesWithAttachmentRefs() {
        var refs = List.of(new AttachmentRef("a1", "c9", 5));

        assertThat(hash(entry(Optional.of(refs), Optional.empty(), Optional.empty())))
                .isEqualTo("6169521b65af274075ba5dbbe59183a888ccae1ac7affdb4c939342c42180d58");
    }

    @Test
    void authorSigningBytesWithRecipients() {
        Recipients recipients = RecipientsParser.parse("""
                { "epoch": 1.0, "bundle": "QUJD",
                  "wraps": [ {"kind":"user", "keyFingerprint":"fp", "wrapped":"d3JhcA=="} ] }""");

        assertThat(hash(entry(Optional.empty(), Optional.empty(), Optional.of(recipients))))
                .isEqualTo("89dcfa4236ded508c4f14d9d573656afe23b022c02ff4108520c00f2d6665ee9");
    }

    @Test
    void authorSigningBytesWithProvenance() {
        Provenance provenance = ProvenanceParser.parse(
                "{\"sourceTenantId\":\"t\",\"sourceDbId\":\"db\",\"source\":" + BASE_FIELDS + "}");

        assertThat(hash(entry(Optional.empty(), Optional.of(provenance), Optional.empty())))
                .isEqualTo("fdcd9d694db430d8c9571c1e73da6a7cb260d9b8979687233009afd5dcd2b31d");
    }

    @Test
    void emptyBlocksAddNothing() {
        Recipients noWraps = RecipientsParser.parse("{\"epoch\":1,\"wraps\":[]}");

        assertThat(AuthorSigningBytes.of(entry(Optional.of(List.of()), Optional.empty(), Optional.of(noWraps))))
                .isEqualTo(AuthorSigningBytes.of(entry(Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void witnessSigningBytes() {
        EntryMetadata entry = entry(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(WitnessSigningBytes.of(entry, "main", 1700000001000L, "WPEM").toHex())
                .isEqualTo(
                        "010000000a646f635f6368616e6765000000046d61696e00000004303066660000000964315f645f305f61620000"
                                + "000264310000000764656661756c740000018bcfe568000000000350454d0000018bcfe56be8000000045750454d");
    }

    @Test
    void theRealEntryVerifiesUnderBothAuthorSignaturesAndItsReceipt() {
        var vector = RecordedEntries.json(RecordedEntries.text("/vectors/real-entry.json"));
        EntryMetadata entry = RecordedEntries.metadata(vector.get("meta"));
        Bytes payload = Bytes.fromHex(vector.get("payloadHex").asText());
        var receipt = RecordedEntries.receipt(vector.get("receipt")).orElseThrow();
        VerifyingKey author = VerifyingKey.fromPem(entry.createdByPublicKey());

        assertThat(ContentHash.of(payload)).isEqualTo(entry.contentHash());
        assertThat(author.verify(payload, entry.signature())).isTrue();
        assertThat(author.verify(
                        AuthorSigningBytes.of(entry), entry.metadataSignature().orElseThrow()))
                .isTrue();
        assertThat(VerifyingKey.fromPem(receipt.receivedByPublicKey())
                        .verify(
                                WitnessSigningBytes.of(
                                        entry, "main", receipt.receivedAt(), receipt.receivedByPublicKey()),
                                receipt.signature()))
                .isTrue();
    }

    @Test
    void anUnpairedSurrogateIsEncodedAsTextEncoderDoes() {
        assertThat(new SigningBytes().str("a\ud800").build().toHex()).isEqualTo("0000000461efbfbd");
    }

    private static String hash(EntryMetadata entry) {
        return ContentHash.of(AuthorSigningBytes.of(entry));
    }

    private static EntryMetadata entry(
            Optional<List<AttachmentRef>> refs, Optional<Provenance> provenance, Optional<Recipients> recipients) {
        return new EntryMetadata(
                "doc_change",
                "d1_d_0_ab",
                "00ff",
                "d1",
                List.of("x", "y"),
                1700000000000L,
                "PEM",
                "default",
                Optional.empty(),
                Optional.empty(),
                Bytes.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                refs,
                provenance,
                recipients,
                OptionalLong.empty());
    }
}

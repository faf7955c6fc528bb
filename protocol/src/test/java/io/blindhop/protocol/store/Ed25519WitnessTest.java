package io.blindhop.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.IdentityFile;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Ed25519WitnessTest {
    private final TestEntries entries = new TestEntries(1);

    @Test
    void theReferencesReceiptsVerifyAndOursAreTheSameBytes() {
        SigningKey server = IdentityFile.read(RecordedEntries.text("/identities/server.identity.json"), "server-pass")
                .signing();
        int receipts = 0;
        for (JsonNode line : RecordedEntries.lines("pushed.jsonl")) {
            EntryMetadata entry = RecordedEntries.metadata(line.get("entry"));
            String dbId = line.get("dbId").asText();
            Optional<WitnessReceipt> recorded = RecordedEntries.receipt(line.get("receipt"));

            recorded.ifPresent(receipt -> assertThat(VerifyingKey.fromPem(receipt.receivedByPublicKey())
                            .verify(
                                    WitnessSigningBytes.of(
                                            entry, dbId, receipt.receivedAt(), receipt.receivedByPublicKey()),
                                    receipt.signature()))
                    .isTrue());
            long receivedAt = recorded.map(WitnessReceipt::receivedAt).orElse(1L);
            assertThat(new Ed25519Witness(server, dbId).attest(entry, receivedAt))
                    .isEqualTo(recorded);
            receipts += recorded.isPresent() ? 1 : 0;
        }
        assertThat(receipts).isEqualTo(36);
    }

    @Test
    void theDatabaseIsPartOfTheReceipt() {
        EntryMetadata entry = entries.docCreate("doc1").metadata();
        SigningKey key = entries.newKey();

        assertThat(new Ed25519Witness(key, "Sales").attest(entry, 1))
                .isNotEqualTo(new Ed25519Witness(key, "sales").attest(entry, 1));
    }

    @Test
    void anEntryWithoutAVersionIsNotEligible() {
        EntryMetadata chunk =
                entries.attachmentChunk("doc1", Optional.empty(), 10).metadata();

        assertThat(new Ed25519Witness(entries.newKey(), "main").attest(chunk, 1))
                .isEmpty();
    }

    @Test
    void theWitnessDoesNotAttestItsOwnEntries() {
        Witness self = new Ed25519Witness(entries.author(), "main");
        TestEntries others = entries.by(SigningKey.fromSeed(Bytes.wrap(new byte[32])));

        assertThat(self.attest(entries.docCreate("doc1").metadata(), 1)).isEmpty();
        assertThat(self.attest(others.docCreate("doc1").metadata(), 1)).isPresent();
    }
}

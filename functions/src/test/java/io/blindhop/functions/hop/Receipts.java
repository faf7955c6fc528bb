package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import io.blindhop.protocol.store.Ed25519Witness;

/** Receipts of entries of {@code notes}, made and checked as protocol 1.9 says. */
final class Receipts {
    private static final String DATABASE = "notes";

    private Receipts() {}

    /** Whether this server has seen this entry. */
    static boolean isOf(Person server, StoredEntry entry) {
        return entry.receipt()
                .filter(receipt -> receipt.receivedByPublicKey().equals(server.signingPem()))
                .filter(receipt -> VerifyingKey.fromPem(receipt.receivedByPublicKey())
                        .verify(
                                WitnessSigningBytes.of(
                                        entry.metadata(),
                                        DATABASE,
                                        receipt.receivedAt(),
                                        receipt.receivedByPublicKey()),
                                receipt.signature()))
                .isPresent();
    }

    static StoredEntry by(Person server, EntryMetadata entry, long order) {
        return new StoredEntry(
                entry, order, new Ed25519Witness(server.identity().signing(), DATABASE).attest(entry, order));
    }
}

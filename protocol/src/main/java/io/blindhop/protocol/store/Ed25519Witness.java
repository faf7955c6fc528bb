package io.blindhop.protocol.store;

import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import java.util.Optional;

/**
 * Witness of one database with a server's signing key (protocol 1.9). An entry is eligible if it has an
 * {@code entryVersion} and the server is not its author. A receipt that it came with is replaced.
 *
 * @param dbId as in the request, case preserved
 */
public record Ed25519Witness(SigningKey key, String dbId) implements Witness {
    @Override
    public Optional<WitnessReceipt> attest(EntryMetadata entry, long receivedAt) {
        String witness = key.publicPem();
        if (entry.entryVersion().isEmpty() || entry.createdByPublicKey().equals(witness)) {
            return Optional.empty();
        }
        var signature = key.sign(WitnessSigningBytes.of(entry, dbId, receivedAt, witness));
        return Optional.of(new WitnessReceipt(receivedAt, witness, signature));
    }
}

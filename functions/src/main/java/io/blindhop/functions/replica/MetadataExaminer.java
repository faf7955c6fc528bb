package io.blindhop.functions.replica;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.ReceiptVerifier;
import io.blindhop.store.dynamo.directory.DirectoryView;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides about entries of another node by their metadata alone: limits, the signature over them where there is one, and an author
 * whom the directory knows or ever knew, in {@code directory} the administrator. Where a policy wants that signature, an entry
 * without needs to be older than the policy by the receipt of a witness that the tenant trusts: anybody else's word, its own
 * too, can be back-dated by whoever took the signature away.
 */
final class MetadataExaminer {
    private final EntryVerifier verifier = new EntryVerifier();
    private final Tenant tenant;
    private final DatabaseId dbId;
    private final DirectoryView directory;
    private final InstantSource clock;

    MetadataExaminer(Tenant tenant, DatabaseId dbId, DirectoryView directory, InstantSource clock) {
        this.tenant = tenant;
        this.dbId = dbId;
        this.directory = directory;
        this.clock = clock;
    }

    /** Why the entry is not taken; empty if it is. */
    Optional<String> objection(StoredEntry entry) {
        EntryMetadata metadata = entry.metadata();
        return isKnown(metadata.createdByPublicKey())
                ? verifier.objection(metadata, needsMetadataSignature(entry))
                : Optional.of("it was not signed by anybody whom the directory knows");
    }

    private boolean isKnown(String author) {
        return Pem.sameKey(author, tenant.adminSigningPublicKey())
                || (!dbId.equals(DatabaseId.DIRECTORY)
                        && !directory.everOwnersOf(author).isEmpty());
    }

    private boolean needsMetadataSignature(StoredEntry entry) {
        if (dbId.equals(DatabaseId.DIRECTORY)) {
            return false;
        }
        OptionalLong since = directory.policy().metadataSignatureSince();
        return since.isPresent() && arrived(entry) >= since.getAsLong();
    }

    private long arrived(StoredEntry entry) {
        return entry.receipt()
                .filter(receipt -> directory.policy().isTrustedWitness(receipt.receivedByPublicKey())
                        && ReceiptVerifier.verifies(entry.metadata(), dbId.value(), receipt))
                .map(WitnessReceipt::receivedAt)
                .orElseGet(clock::millis);
    }
}

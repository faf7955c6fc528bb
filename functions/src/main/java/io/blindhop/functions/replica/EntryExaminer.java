package io.blindhop.functions.replica;

import io.blindhop.functions.gate.AccessGate;
import io.blindhop.functions.gate.WriteRules;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.policy.TenantPolicy;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.ReceiptVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of every database but {@code directory}, by the rules for those that are pushed (protocol 3.3.4, 4.8): limits, hash,
 * signature, an author whom the directory trusts now, policies.
 *
 * <p>A receipt of a witness that the tenant trusts proves that a server which the tenant trusts to say so has examined the
 * entry, at a time. Such a receipt is kept, and such an entry is judged by that time: its author has to be somebody whom the
 * directory ever knew, so that what a person wrote before being revoked still comes along, and today's policies do not apply.
 */
final class EntryExaminer implements Examiner {
    private final EntryVerifier verifier = new EntryVerifier();
    private final TenantScope scope;
    private final DatabaseId dbId;
    private final AccessGate access;
    private final TenantPolicy policy;
    private final ContentAddressedStore here;
    private final Witness otherwise;
    private final InstantSource clock;

    /**
     * @param here the store into which the entries go
     * @param otherwise attests what comes without a receipt that is kept
     */
    EntryExaminer(
            TenantScope scope, DatabaseId dbId, ContentAddressedStore here, Witness otherwise, InstantSource clock) {
        this.scope = scope;
        this.dbId = dbId;
        this.access = new AccessGate(scope);
        this.policy = scope.directory().policy();
        this.here = here;
        this.otherwise = otherwise;
        this.clock = clock;
    }

    @Override
    public Examined examine(List<Pulled> entries) {
        List<VerifiedEntry> witnessed = new ArrayList<>();
        List<VerifiedEntry> others = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Pulled entry : entries) {
            Optional<WitnessReceipt> receipt = kept(entry.stored());
            EntryMetadata metadata = entry.stored().metadata();
            if (!isTrusted(metadata.createdByPublicKey(), receipt.isPresent())) {
                refused.put(metadata.id(), "it was not signed by a trusted user");
                continue;
            }
            long arrived = receipt.map(WitnessReceipt::receivedAt).orElseGet(clock::millis);
            switch (verifier.verify(
                    new ArrivedEntry(metadata, entry.payload()), access.requiresMetadataSignature(dbId, arrived))) {
                case EntryVerifier.Verified(VerifiedEntry verified) ->
                    (receipt.isPresent() ? witnessed : others).add(verified);
                case EntryVerifier.Refused(String id, String reason) -> refused.put(id, reason);
            }
        }
        return admitted(entries, witnessed, others, refused);
    }

    private Examined admitted(
            List<Pulled> entries,
            List<VerifiedEntry> witnessed,
            List<VerifiedEntry> others,
            Map<String, String> refused) {
        Map<String, VerifiedEntry> admitted = new LinkedHashMap<>();
        witnessed.forEach(entry -> admitted.put(entry.id(), entry));
        others.forEach(entry -> admitted.putIfAbsent(entry.id(), entry));
        List<VerifiedEntry> arriving = inOrder(entries, admitted);
        if (!others.isEmpty()) {
            // All of them are looked at, for the creation of a document may be among those that are not judged.
            Map<String, String> violations = new WriteRules(scope, dbId, access, here).violations(arriving);
            witnessed.forEach(entry -> violations.remove(entry.id()));
            refused.putAll(violations);
            violations.keySet().forEach(admitted::remove);
        }
        return new Examined(inOrder(entries, admitted), refused);
    }

    private static List<VerifiedEntry> inOrder(List<Pulled> entries, Map<String, VerifiedEntry> admitted) {
        return entries.stream()
                .map(entry -> entry.stored().id())
                .distinct()
                .filter(admitted::containsKey)
                .map(admitted::get)
                .toList();
    }

    private boolean isTrusted(String author, boolean witnessed) {
        return scope.isTrustedAuthor(author)
                || (witnessed && !scope.directory().everOwnersOf(author).isEmpty());
    }

    private Optional<WitnessReceipt> kept(StoredEntry stored) {
        return stored.receipt()
                .filter(receipt -> policy.isTrustedWitness(receipt.receivedByPublicKey())
                        && ReceiptVerifier.verifies(stored.metadata(), dbId.value(), receipt));
    }

    @Override
    public Optional<WitnessReceipt> receipt(StoredEntry stored, long receivedAt) {
        return kept(stored).or(() -> otherwise.attest(stored.metadata(), receivedAt));
    }
}

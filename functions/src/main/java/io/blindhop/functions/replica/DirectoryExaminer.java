package io.blindhop.functions.replica;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.ReceiptVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of {@code directory}: the administrator's, and nobody else's. Receipts stay if they verify, for which witnesses are
 * to be trusted is said in those very entries; readers look that up themselves.
 */
final class DirectoryExaminer implements Examiner {
    private final EntryVerifier verifier = new EntryVerifier();
    private final Tenant tenant;
    private final Witness otherwise;

    /** @param otherwise attests what comes without a receipt that verifies */
    DirectoryExaminer(Tenant tenant, Witness otherwise) {
        this.tenant = tenant;
        this.otherwise = otherwise;
    }

    @Override
    public Examined examine(List<Pulled> entries) {
        List<VerifiedEntry> admitted = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Pulled entry : entries) {
            if (!Pem.sameKey(entry.stored().metadata().createdByPublicKey(), tenant.adminSigningPublicKey())) {
                refused.put(entry.stored().id(), "it was not signed by the tenant's administrator");
                continue;
            }
            switch (verifier.verify(new ArrivedEntry(entry.stored().metadata(), entry.payload()))) {
                case EntryVerifier.Verified(VerifiedEntry verified) -> admitted.add(verified);
                case EntryVerifier.Refused(String id, String reason) -> refused.put(id, reason);
            }
        }
        return new Examined(admitted, refused);
    }

    @Override
    public Optional<WitnessReceipt> receipt(StoredEntry stored, long receivedAt) {
        return stored.receipt()
                .filter(receipt -> ReceiptVerifier.verifies(stored.metadata(), DatabaseId.DIRECTORY.value(), receipt))
                .or(() -> otherwise.attest(stored.metadata(), receivedAt));
    }
}

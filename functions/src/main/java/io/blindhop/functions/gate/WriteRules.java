package io.blindhop.functions.gate;

import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.policy.AccessDecision;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What authors may write (protocol 4.8, 4.9), whoever brings the entries. Nothing of it applies to the database
 * {@code directory}: the administrator must be able to undo every policy.
 */
public final class WriteRules {
    private final TenantScope scope;
    private final DatabaseId dbId;
    private final AccessGate access;
    private final ContentAddressedStore store;

    /** @param store everything that the database holds */
    public WriteRules(TenantScope scope, DatabaseId dbId, AccessGate access, ContentAddressedStore store) {
        this.scope = scope;
        this.dbId = dbId;
        this.access = access;
        this.store = store;
    }

    /** Why not, by the id of each entry that its author may not write; in the order of the entries. */
    public Map<String, String> violations(List<VerifiedEntry> entries) {
        Map<String, String> violations = new LinkedHashMap<>();
        if (dbId.equals(DatabaseId.DIRECTORY)) {
            return violations;
        }
        Creations creations = new Creations(store, entries);
        for (VerifiedEntry entry : entries) {
            userDirectory(entry, creations)
                    .or(() -> tierOne(entry.metadata(), creations))
                    .ifPresent(reason -> violations.putIfAbsent(entry.id(), reason));
        }
        return violations;
    }

    private Optional<String> userDirectory(VerifiedEntry entry, Creations creations) {
        return dbId.equals(DatabaseId.USER_DIRECTORY)
                ? new UserDirectoryRule(scope, creations)
                        .violation(entry.metadata(), new Creations.Creation(entry.metadata(), entry.payload()))
                : Optional.empty();
    }

    private Optional<String> tierOne(EntryMetadata entry, Creations creations) {
        Optional<Operation> operation = Operation.ofType(entry.entryType());
        if (operation.isEmpty() || operation.get() == Operation.READ) {
            return Optional.empty();
        }
        AccessDecision decision = access.decide(
                operation.get(),
                dbId,
                entry.createdByPublicKey(),
                () -> operation.get() == Operation.CREATE || isByCreator(entry, creations));
        return decision.allowed()
                ? Optional.empty()
                : Optional.of("Entry " + entry.id() + " denied by Tier 1 policy: " + decision.reason());
    }

    /** Devices come and go: the author is whoever the creating key ever belonged to. */
    private boolean isByCreator(EntryMetadata entry, Creations creations) {
        return creations
                .of(entry.docId())
                .map(creation -> {
                    String creator = creation.metadata().createdByPublicKey();
                    Set<String> creators = scope.directory().everOwnersOf(creator);
                    Set<String> signers = scope.directory().ownersOf(entry.createdByPublicKey());
                    boolean nobodys = creators.isEmpty() && signers.isEmpty();
                    return nobodys
                            ? Pem.sameKey(creator, entry.createdByPublicKey())
                            : !Collections.disjoint(creators, signers);
                })
                .orElse(false);
    }
}

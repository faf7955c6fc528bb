package io.blindhop.functions.gate;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.policy.AccessDecision;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a push fail as a whole, with 403 and before anything of it is stored (protocol 3.3.4). None of it applies to the
 * database {@code directory}: the administrator must be able to undo every policy.
 */
public final class WriteGate {
    private final Caller caller;
    private final DatabaseId dbId;
    private final AccessGate access;
    private final ContentAddressedStore store;

    /** @param store everything that the database holds */
    public WriteGate(Caller caller, DatabaseId dbId, AccessGate access, ContentAddressedStore store) {
        this.caller = caller;
        this.dbId = dbId;
        this.access = access;
        this.store = store;
    }

    /**
     * What is blocked on purpose, whether it is stored already or not. (The store itself refuses purged documents.)
     *
     * @throws HttpError 403 if an entry is under a key that was taken back from the caller
     */
    public void requireUnblocked(Collection<EntryMetadata> entries) {
        Set<String> revoked = access.revokedKeyIds(dbId, caller.deviceKey());
        for (EntryMetadata entry : entries) {
            if (revoked.contains(entry.decryptionKeyId())) {
                throw new HttpError(
                        403, "Entry " + entry.id() + " carries a revoked decryptionKeyId and may not be pushed");
            }
        }
    }

    /**
     * What the authors may do. Entries that are stored already are not asked about.
     *
     * @throws HttpError 403 if an author may not write an entry, by the rule of {@code userdirectory} or by a policy
     */
    public void requireAllowed(List<VerifiedEntry> entries) {
        if (dbId.equals(DatabaseId.DIRECTORY)) {
            return;
        }
        Creations creations = new Creations(store, entries);
        Map<String, String> violations = new LinkedHashMap<>();
        for (VerifiedEntry entry : entries) {
            userDirectory(entry, creations)
                    .or(() -> tierOne(entry.metadata(), creations))
                    .ifPresent(reason -> violations.putIfAbsent(entry.id(), reason));
        }
        // Rarely any: so the store is asked for duplicates only now.
        Set<String> stored = violations.isEmpty()
                ? Collections.emptySet()
                : store.metadata(violations.keySet()).keySet();
        violations.keySet().removeAll(stored);
        violations.values().stream().findFirst().ifPresent(reason -> {
            throw new HttpError(403, reason);
        });
    }

    private Optional<String> userDirectory(VerifiedEntry entry, Creations creations) {
        return dbId.equals(DatabaseId.USER_DIRECTORY)
                ? new UserDirectoryRule(caller.scope(), creations)
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
        TenantScope scope = caller.scope();
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

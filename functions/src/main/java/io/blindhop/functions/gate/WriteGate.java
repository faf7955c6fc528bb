package io.blindhop.functions.gate;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
        Map<String, String> violations = new WriteRules(caller.scope(), dbId, access, store).violations(entries);
        // Rarely any: so the store is asked for duplicates only now.
        Set<String> stored = violations.isEmpty()
                ? Collections.emptySet()
                : store.metadata(violations.keySet()).keySet();
        violations.keySet().removeAll(stored);
        violations.values().stream().findFirst().ifPresent(reason -> {
            throw new HttpError(403, reason);
        });
    }
}

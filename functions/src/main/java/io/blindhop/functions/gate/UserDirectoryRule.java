package io.blindhop.functions.gate;

import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.directory.UserKeyDocuments;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.policy.Operation;
import java.util.Optional;

/**
 * Who may write what to the database {@code userdirectory}, whatever the policies say (protocol 4.8): a document belongs to
 * the person whose username hash is in the entry that created it. Not even the administrator changes another's, for the
 * others encrypt under the key in it.
 */
final class UserDirectoryRule {
    private final TenantScope scope;
    private final Creations creations;
    private final UserKeyDocuments documents;

    UserDirectoryRule(TenantScope scope, Creations creations) {
        this.scope = scope;
        this.creations = creations;
        this.documents = new UserKeyDocuments(scope.tenant().publicInfosKeys());
    }

    /** Why the entry may not be stored. Its payload, where it is a creation, is {@code own}. */
    Optional<String> violation(EntryMetadata entry, Creations.Creation own) {
        Optional<Operation> operation = Operation.ofType(entry.entryType());
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        boolean isAdmin = scope.isAdminKey(entry.createdByPublicKey());
        return switch (operation.get()) {
            case CREATE ->
                refusedUnless(
                        isAdmin || isOwner(entry, Optional.of(own)),
                        "create requires the admin or a matching username_hash");
            case UNDELETE ->
                refusedUnless(
                        isAdmin || isOwner(entry, creations.of(entry.docId())),
                        "undelete requires the admin or a matching username_hash");
            case DELETE -> refusedUnless(isAdmin, "only the admin can delete");
            case CHANGE, SNAPSHOT ->
                refusedUnless(
                        isOwner(entry, creations.of(entry.docId())),
                        isAdmin ? "the admin cannot change userkey documents" : "only the owning person can change");
            case READ -> Optional.empty();
        };
    }

    private boolean isOwner(EntryMetadata entry, Optional<Creations.Creation> creation) {
        Optional<String> owner = creation.flatMap(created -> documents.owner(created.metadata(), created.payload()));
        return owner.isPresent()
                && scope.directory().ownersOf(entry.createdByPublicKey()).contains(owner.get());
    }

    private static Optional<String> refusedUnless(boolean allowed, String reason) {
        return allowed ? Optional.empty() : Optional.of("userdirectory: " + reason);
    }
}

package io.blindhop.functions.gate;

import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.policy.AccessDecision;
import io.blindhop.protocol.policy.AccessEvaluator;
import io.blindhop.protocol.policy.IdentityHashes;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.policy.TenantPolicy;
import io.blindhop.store.dynamo.directory.DirectoryView;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What the policies of a tenant say in one request (protocol 4.6 to 4.9). Reads them when first asked, with one query; more
 * only for people whom some rule may mean by a group. Nothing here applies to the database {@code directory}, which says
 * what the policies are: it is open to every member, and only the administrator writes to it.
 */
public final class AccessGate {
    private final TenantScope scope;
    private final Map<String, IdentityHashes> identities = new ConcurrentHashMap<>();

    public AccessGate(TenantScope scope) {
        this.scope = scope;
    }

    /** Why the caller may not open the database, in words for its user; empty if it may. */
    public Optional<String> whyClosed(DatabaseId dbId, Caller caller) {
        if (caller.relays().isEmpty()) {
            return whyClosed(dbId, caller.deviceKey());
        }
        return caller.relays().get().contains(dbId)
                ? Optional.empty()
                : Optional.of("Database \"" + dbId + "\" is not among those that this server relays");
    }

    /** Why the holder of the key may not open the database, in words for its user; empty if it may. */
    private Optional<String> whyClosed(DatabaseId dbId, String key) {
        if (dbId.equals(DatabaseId.DIRECTORY) || dbId.equals(DatabaseId.USER_DIRECTORY) || scope.isAdminKey(key)) {
            return Optional.empty();
        }
        if (!policy().isListed(dbId.value())) {
            return Optional.of("Database \"" + dbId + "\" is not in the tenant's allowed database list");
        }
        AccessDecision reading = evaluate(Operation.READ, dbId, identity(key));
        return reading.allowed()
                ? Optional.empty()
                : Optional.of("Database \"" + dbId + "\" may not be opened: " + reading.reason());
    }

    /** Keys under which the holder of {@code key} neither gets nor pushes entries of the database (protocol 4.6). */
    public Set<String> revokedKeyIds(DatabaseId dbId, String key) {
        if (dbId.equals(DatabaseId.DIRECTORY) || scope.isAdminKey(key)) {
            return Set.of();
        }
        return directory().identityOf(key).map(policy()::revokedKeyIds).orElse(Set.of());
    }

    /** Whether an entry that arrives now needs a signature over its metadata (protocol 1.8.5). */
    public boolean requiresMetadataSignature(DatabaseId dbId, long now) {
        OptionalLong since =
                dbId.equals(DatabaseId.DIRECTORY) ? OptionalLong.empty() : policy().metadataSignatureSince();
        return since.isPresent() && now >= since.getAsLong();
    }

    /**
     * Whether the author of an entry may do this.
     *
     * @param isAuthor whether the document is the author's own; asked only if it matters
     */
    AccessDecision decide(Operation operation, DatabaseId dbId, String author, BooleanSupplier isAuthor) {
        IdentityHashes who = identity(author);
        AccessDecision asAnybody = evaluate(operation, dbId, who);
        AccessDecision asAuthor = evaluate(operation, dbId, who.asAuthor());
        boolean matters = asAnybody.allowed() != asAuthor.allowed();
        return matters && isAuthor.getAsBoolean() ? asAuthor : asAnybody;
    }

    private AccessDecision evaluate(Operation operation, DatabaseId dbId, IdentityHashes who) {
        return new AccessEvaluator(policy()).evaluate(operation, dbId.value(), who);
    }

    private IdentityHashes identity(String key) {
        return identities.computeIfAbsent(key, this::resolve);
    }

    private IdentityHashes resolve(String key) {
        if (scope.isAdminKey(key)) {
            return IdentityHashes.admin();
        }
        Optional<Set<String>> identity = directory().identityOf(key);
        if (identity.isEmpty()) {
            return IdentityHashes.stranger();
        }
        UsernameHash names = new UsernameHash(scope.tenant().id());
        Set<String> groups = policy().targetsGroups(names) ? directory().groupsOf(identity.get()) : Set.of();
        return IdentityHashes.person(identity.get(), groups, names);
    }

    private TenantPolicy policy() {
        return directory().policy();
    }

    private DirectoryView directory() {
        return scope.directory();
    }
}

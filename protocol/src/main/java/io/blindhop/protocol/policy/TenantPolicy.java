package io.blindhop.protocol.policy;

import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.directory.UsernameHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All that a tenant's directory says about access at one moment. */
public final class TenantPolicy {
    private static final String PROTECTED_KEY = "$publicinfos";

    private final Map<String, DatabasePolicy> databases = new HashMap<>();
    private final List<AccessRule> rules = new ArrayList<>();
    private final List<KeyDistribution> distributions = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, UnreadablePolicy> unreadable = new HashMap<>();
    private final List<String> witnesses = new ArrayList<>();
    private Optional<DefaultPolicy> byDefault = Optional.empty();

    public TenantPolicy(Collection<PolicyDocument> documents) {
        for (PolicyDocument document : documents) {
            switch (document) {
                case DefaultPolicy policy -> byDefault = Optional.of(policy);
                case DatabasePolicy policy -> databases.put(policy.dbId(), policy);
                case AccessRule rule -> rules.add(rule);
                case KeyDistribution distribution -> distributions.add(distribution);
                case Group group -> groups.add(group);
                case TrustedWitness witness -> witnesses.add(witness.publicKey());
                case UnreadablePolicy policy -> unreadable.put(policy.docId(), policy);
            }
        }
    }

    /** From when entries need a signature over their metadata, in milliseconds (protocol 1.8.5). */
    public OptionalLong metadataSignatureSince() {
        return byDefault.map(DefaultPolicy::metadataSignatureSince).orElse(OptionalLong.empty());
    }

    /** Whether the database exists for others than the administrator (protocol 4.7). */
    public boolean isListed(String dbId) {
        return byDefault
                .flatMap(DefaultPolicy::allowedDbIds)
                .map(allowed -> allowed.contains(dbId))
                .orElse(true);
    }

    /** Whether the tenant's members believe the receipts of this server, by its signing key. */
    public boolean isTrustedWitness(String signingKey) {
        return witnesses.stream().anyMatch(witness -> Pem.sameKey(witness, signingKey));
    }

    /** Whether some rule can only be decided when the groups of a person are known. */
    public boolean targetsGroups(UsernameHash tenant) {
        Set<String> hashes = new HashSet<>();
        groups.forEach(group -> hashes.addAll(tenant.schemes(group.name())));
        return rules.stream().anyMatch(rule -> rule.users().stream().anyMatch(hashes::contains));
    }

    /** The name of a group, by its document. */
    public Map<String, String> groupNames() {
        Map<String, String> names = new HashMap<>();
        groups.forEach(group -> names.put(group.docId(), group.name()));
        return names;
    }

    /**
     * The keys that have been taken back from a person (protocol 4.6). Never for the administrator, nor for somebody
     * without an active grant.
     *
     * @param identity what the grant says of the person, without groups
     */
    public Set<String> revokedKeyIds(Set<String> identity) {
        Set<String> revoked = new HashSet<>();
        for (KeyDistribution distribution : distributions) {
            if (distribution.revokedFrom().stream().anyMatch(identity::contains)) {
                revoked.add(distribution.keyId());
            }
        }
        unreadable.keySet().forEach(docId -> AclId.keyOf(docId).ifPresent(revoked::add));
        revoked.remove(PROTECTED_KEY);
        return revoked;
    }

    Optional<DefaultPolicy> byDefault() {
        return byDefault;
    }

    Optional<DatabasePolicy> ofDatabase(String dbId) {
        return Optional.ofNullable(databases.get(dbId));
    }

    List<AccessRule> rules(Operation operation, String dbId) {
        return rules.stream().filter(rule -> rule.concerns(operation, dbId)).toList();
    }

    Optional<UnreadablePolicy> unreadable(String docId) {
        return Optional.ofNullable(unreadable.get(docId));
    }

    Optional<UnreadablePolicy> unreadableRule() {
        return unreadable.values().stream()
                .filter(policy -> AclId.isRule(policy.docId()))
                .findFirst();
    }

    /** A document without a fixed id: it may be a group of any name with any members. */
    Optional<UnreadablePolicy> unreadableGroup() {
        return unreadable.values().stream()
                .filter(policy -> !policy.docId().startsWith("acl_"))
                .findFirst();
    }
}

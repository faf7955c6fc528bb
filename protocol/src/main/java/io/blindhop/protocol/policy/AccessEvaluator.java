package io.blindhop.protocol.policy;

import static io.blindhop.protocol.policy.AccessDecision.allow;
import static io.blindhop.protocol.policy.AccessDecision.deny;

import java.util.List;
import java.util.Optional;

/**
 * Decides what a server can decide (protocol 4.9, Tier 1): by who somebody is, not by what a document contains. A pure
 * function of policy and identity.
 *
 * <p>What cannot be read denies, to everybody but the administrator, whatever it could have denied: an unreadable policy all
 * of its scope, an unreadable rule everything while access control is in force, an unreadable group whatever some rule denies
 * to anybody who is not everybody.
 */
public final class AccessEvaluator {
    private final TenantPolicy policy;

    public AccessEvaluator(TenantPolicy policy) {
        this.policy = policy;
    }

    public AccessDecision evaluate(Operation operation, String dbId, IdentityHashes who) {
        Optional<UnreadablePolicy> tenant = unreadable(AclId.DEFAULT_POLICY, who);
        if (tenant.isPresent()) {
            return deny(tenant.get().described());
        }
        if (policy.byDefault().isEmpty()) {
            return allow("access control not enabled (no default policy)");
        }
        Optional<UnreadablePolicy> database = unreadable(AclId.databasePolicy(dbId), who);
        if (database.isPresent()) {
            return deny(database.get().described());
        }
        Layers layers = new Layers(policy.byDefault().get().flags(), policy.ofDatabase(dbId));
        return layers.isDisabled()
                ? allow("access control disabled by master switch")
                : byRules(operation, dbId, who, layers.denies(operation));
    }

    private Optional<UnreadablePolicy> unreadable(String docId, IdentityHashes who) {
        return who.isAdmin() ? Optional.empty() : policy.unreadable(docId);
    }

    private AccessDecision byRules(Operation operation, String dbId, IdentityHashes who, boolean denied) {
        if (!who.isAdmin() && policy.unreadableRule().isPresent()) {
            return deny(policy.unreadableRule().get().described());
        }
        List<AccessRule> rules = policy.rules(operation, dbId);
        for (AccessRule rule : rules) {
            if (!rule.allows() && !rule.dependsOnContent()) {
                if (who.isAmong(rule.users())) {
                    return deny("denied by rule " + rule.ruleId());
                }
                if (mayBeMeantThroughGroup(rule, who)) {
                    return deny("rule " + rule.ruleId() + " may deny it: "
                            + policy.unreadableGroup().get().described());
                }
            }
        }
        List<AccessRule> allowing = rules.stream()
                .filter(rule -> rule.allows() && who.isAmong(rule.users()))
                .toList();
        for (AccessRule rule : allowing) {
            if (!rule.dependsOnContent()) {
                return allow("allowed by rule " + rule.ruleId());
            }
        }
        if (!denied) {
            return allow("allowed by baseline policy for " + operation.type());
        }
        return allowing.isEmpty()
                ? deny("denied by baseline policy for " + operation.type())
                : allow("baseline deny may be overridden by a Tier 2 allow (deferred to client)");
    }

    private boolean mayBeMeantThroughGroup(AccessRule rule, IdentityHashes who) {
        return !who.isAdmin()
                && policy.unreadableGroup().isPresent()
                && rule.users().stream().anyMatch(user -> !IdentityHashes.isToken(user));
    }

    /** A database's policy over the tenant's over the default, flag by flag. */
    private record Layers(PolicyFlags tenant, Optional<DatabasePolicy> database) {
        boolean isDisabled() {
            return database.flatMap(policy -> policy.flags().disableAll())
                    .or(tenant::disableAll)
                    .orElse(false);
        }

        boolean denies(Operation operation) {
            return database.flatMap(policy -> policy.flags().denies(operation))
                    .or(() -> tenant.denies(operation))
                    .orElse(operation.isDeniedUnlessStated());
        }
    }
}

package io.blindhop.protocol.policy;

import static io.blindhop.protocol.policy.PolicyDocuments.policy;
import static io.blindhop.protocol.policy.PolicyDocuments.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.directory.UsernameHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessEvaluatorTest {
    private static final UsernameHash TENANT = new UsernameHash("acme");
    private static final String ALICE_HASH = TENANT.v3("alice");
    private static final IdentityHashes ALICE = IdentityHashes.person(Set.of(ALICE_HASH), Set.of(), TENANT);
    private static final IdentityHashes STRANGER = IdentityHashes.stranger();
    private static final IdentityHashes ADMIN = IdentityHashes.admin();

    private final Map<String, MapValue> documents = new HashMap<>();
    private final List<PolicyDocument> unreadable = new ArrayList<>();

    private AccessDecision decide(Operation operation, String dbId, IdentityHashes who) {
        List<PolicyDocument> all = new ArrayList<>(unreadable);
        documents.forEach((docId, root) -> all.add(PolicyDocuments.parsed(docId, root)));
        return new AccessEvaluator(new TenantPolicy(all)).evaluate(operation, dbId, who);
    }

    private void put(String ruleId, Operation operation, boolean allows, String... users) {
        documents.put(AclId.rule(ruleId), rule(ruleId, operation.type(), "*", List.of(users), allows, false));
    }

    @Test
    void withoutADefaultPolicyEverythingIsAllowedWhateverTheRulesSay() {
        put("r", Operation.CHANGE, false, "$everyone");
        documents.put(AclId.databasePolicy("main"), policy(Map.of("denyDocChange", true)));
        unreadable.add(new UnreadablePolicy(AclId.databasePolicy("main"), "broken"));
        assertThat(decide(Operation.CHANGE, "main", ALICE).allowed()).isTrue();
    }

    @Test
    void onlySnapshotsAreDeniedByAPolicyThatStatesNothing() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of()));
        for (Operation operation : Operation.values()) {
            assertThat(decide(operation, "main", ALICE).allowed()).isEqualTo(operation != Operation.SNAPSHOT);
        }
        assertThat(decide(Operation.SNAPSHOT, "main", ALICE).reason())
                .isEqualTo("denied by baseline policy for doc_snapshot");
    }

    @Test
    void theAdministratorIsBoundByFlagsAndFreedByARule() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of("denyDocCreate", true)));
        assertThat(decide(Operation.CREATE, "main", ADMIN).allowed()).isFalse();
        put("r", Operation.CREATE, true, "$admin");
        assertThat(decide(Operation.CREATE, "main", ADMIN).reason()).isEqualTo("allowed by rule r");
        assertThat(decide(Operation.CREATE, "main", ALICE).allowed()).isFalse();
    }

    @Test
    void aRuleThatDeniesBeatsOneThatAllowsAndTheMasterSwitchBeatsBoth() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of()));
        put("yes", Operation.CHANGE, true, ALICE_HASH);
        put("no", Operation.CHANGE, false, "$everyone");
        assertThat(decide(Operation.CHANGE, "main", ALICE).reason()).isEqualTo("denied by rule no");
        documents.put(AclId.databasePolicy("main"), policy(Map.of("disableAllAccessChecksAndPolicies", true)));
        assertThat(decide(Operation.CHANGE, "main", ALICE).allowed()).isTrue();
        assertThat(decide(Operation.CHANGE, "other", ALICE).allowed()).isFalse();
    }

    @Test
    void theAuthorOfADocumentIsMeantByItsToken() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of("denyDocChange", true)));
        put("own", Operation.CHANGE, true, "$author");
        assertThat(decide(Operation.CHANGE, "main", ALICE).allowed()).isFalse();
        assertThat(decide(Operation.CHANGE, "main", ALICE.asAuthor()).allowed()).isTrue();
    }

    @Test
    void anUnreadableDefaultPolicyDeniesEverythingToEverybodyButTheAdministrator() {
        unreadable.add(new UnreadablePolicy(AclId.DEFAULT_POLICY, "entry e1 opens with none of the 1 versions"));
        assertThat(decide(Operation.READ, "main", ALICE).allowed()).isFalse();
        assertThat(decide(Operation.READ, "main", ALICE).reason())
                .contains("acl_defaultpolicy", "cannot be read", "entry e1 opens with none");
        assertThat(decide(Operation.READ, "main", ADMIN).allowed()).isTrue();
    }

    @Test
    void anUnreadableDatabasePolicyDeniesInItsDatabase() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of()));
        unreadable.add(new UnreadablePolicy(AclId.databasePolicy("Sales"), "broken"));
        assertThat(decide(Operation.CREATE, "Sales", ALICE).allowed()).isFalse();
        assertThat(decide(Operation.CREATE, "Sales", ADMIN).allowed()).isTrue();
        assertThat(decide(Operation.CREATE, "sales", ALICE).allowed()).isTrue();
    }

    @Test
    void anUnreadableRuleDeniesWhileAccessControlIsInForce() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of()));
        unreadable.add(new UnreadablePolicy(AclId.rule("r"), "broken"));
        assertThat(decide(Operation.CHANGE, "main", ALICE).reason()).contains("acl_rule_r");
        assertThat(decide(Operation.CHANGE, "main", ADMIN).allowed()).isTrue();
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of("disableAllAccessChecksAndPolicies", true)));
        assertThat(decide(Operation.CHANGE, "main", ALICE).allowed()).isTrue();
    }

    @Test
    void anUnreadableGroupDeniesWhatARuleDeniesToSomeGroupOrPerson() {
        documents.put(AclId.DEFAULT_POLICY, policy(Map.of()));
        unreadable.add(new UnreadablePolicy("6955bb58", "broken"));
        assertThat(decide(Operation.DELETE, "main", STRANGER).allowed()).isTrue();
        put("admins", Operation.DELETE, false, "$admin");
        assertThat(decide(Operation.DELETE, "main", STRANGER).allowed()).isTrue();
        put("interns", Operation.DELETE, false, TENANT.v3("interns"));
        assertThat(decide(Operation.DELETE, "main", STRANGER).reason()).contains("rule interns", "6955bb58");
        assertThat(decide(Operation.CHANGE, "main", STRANGER).allowed()).isTrue();
    }

    @Test
    void aKeyIsTakenBackFromThoseItsDistributionNamesAndFromAllIfThatCannotBeRead() {
        PolicyDocument secret = PolicyDocuments.parsed(
                AclId.keyDistribution("secret"), PolicyDocuments.keyDistribution("secret", List.of(ALICE_HASH)));
        PolicyDocument open = PolicyDocuments.parsed(
                AclId.keyDistribution("$publicinfos"),
                PolicyDocuments.keyDistribution("$publicinfos", List.of(ALICE_HASH)));
        TenantPolicy policy = new TenantPolicy(List.of(secret, open));
        assertThat(policy.revokedKeyIds(Set.of(ALICE_HASH))).containsExactly("secret");
        assertThat(policy.revokedKeyIds(Set.of("another"))).isEmpty();
        TenantPolicy closed =
                new TenantPolicy(List.of(new UnreadablePolicy(AclId.keyDistribution("Top Secret"), "broken")));
        assertThat(closed.revokedKeyIds(Set.of("another"))).containsExactly("Top Secret");
    }

    @Test
    void groupsMatterOnlyWhereARuleNamesOne() {
        documents.put("g", PolicyDocuments.group("Team", List.of(ALICE_HASH)));
        put("alice", Operation.CHANGE, true, ALICE_HASH);
        assertThat(PolicyDocuments.tenant(documents).targetsGroups(TENANT)).isFalse();
        put("team", Operation.CHANGE, true, TENANT.v2("team"));
        assertThat(PolicyDocuments.tenant(documents).targetsGroups(TENANT)).isTrue();
    }
}

package io.blindhop.store.dynamo.directory;

import static io.blindhop.store.dynamo.directory.PolicyText.group;
import static io.blindhop.store.dynamo.directory.PolicyText.keyDistribution;
import static io.blindhop.store.dynamo.directory.PolicyText.policy;
import static io.blindhop.store.dynamo.directory.PolicyText.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.policy.AccessDecision;
import io.blindhop.protocol.policy.AccessEvaluator;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.protocol.policy.IdentityHashes;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Policies and groups as rows, in every sequence that processes can get into. */
class PolicyProjectionTest {
    private static final Bytes PUBLIC_INFOS_KEY = Bytes.wrap(new byte[AesGcm.KEY_LENGTH]);
    private static final UsernameHash NAMES = new UsernameHash("acme");
    private static final String ALICE = NAMES.v3("alice");
    private static final String BOB = NAMES.v3("bob");

    private final SigningKey admin = new TestEntries(4).newKey();
    private final DirectoryWriter writer = new DirectoryWriter(admin, PUBLIC_INFOS_KEY);
    private double readUnits;

    @AfterEach
    void free() {
        writer.close();
    }

    private DirectoryLab newLab() {
        Tenant tenant =
                new Tenant("acme", "incarnation", admin.publicPem(), "", Optional.empty(), List.of(PUBLIC_INFOS_KEY));
        return new DirectoryLab(new InMemoryTable((operation, read, write) -> readUnits += read), tenant);
    }

    private VerifiedEntry write(String docId, Map<String, Object> members) {
        return TestEntries.verified(writer.write(docId, members));
    }

    private static AccessDecision change(DirectoryView view, String person) {
        Set<String> groups = view.groupsOf(Set.of(person));
        return new AccessEvaluator(view.policy())
                .evaluate(Operation.CHANGE, "main", IdentityHashes.person(Set.of(person), groups, NAMES));
    }

    @Test
    void everyKindOfPolicySurvivesBeingARow() {
        DirectoryLab lab = newLab();
        DirectoryView view = lab.node()
                .put(
                        write(
                                AclId.DEFAULT_POLICY,
                                policy(Map.of(
                                        "denyDocChange",
                                        true,
                                        "databaseCreationPolicy",
                                        "directory-restricted",
                                        "allowedDbIds",
                                        List.of("main"),
                                        "requireMetadataSignatureSince",
                                        77L))),
                        write(AclId.databasePolicy("Other"), policy(Map.of("denyDocChange", false))),
                        write(AclId.rule("a"), rule("a", "doc_change", "allow", ALICE, "$admin")),
                        write(AclId.keyDistribution("secret"), keyDistribution("secret", BOB)));
        assertThat(view.policy().metadataSignatureSince()).isEqualTo(OptionalLong.of(77));
        assertThat(view.policy().isListed("main")).isTrue();
        assertThat(view.policy().isListed("Other")).isFalse();
        assertThat(view.policy().revokedKeyIds(Set.of(BOB))).containsExactly("secret");
        assertThat(change(view, ALICE).reason()).isEqualTo("allowed by rule a");
        assertThat(change(view, BOB).allowed()).isFalse();
        assertThat(new AccessEvaluator(view.policy())
                        .evaluate(Operation.CHANGE, "Other", IdentityHashes.stranger())
                        .allowed())
                .isTrue();
    }

    @Test
    void aDeletedRuleIsGoneAndADeletedPolicyIsNot() {
        DirectoryLab lab = newLab();
        lab.node().put(write(AclId.DEFAULT_POLICY, policy(Map.of("denyDocChange", true))));
        assertThat(change(lab.node().put(write(AclId.rule("a"), rule("a", "doc_change", "allow", ALICE))), ALICE)
                        .allowed())
                .isTrue();
        DirectoryView view = lab.node()
                .put(
                        TestEntries.verified(writer.deletion(AclId.rule("a"))),
                        TestEntries.verified(writer.deletion(AclId.DEFAULT_POLICY)));
        assertThat(change(view, ALICE).reason()).isEqualTo("denied by baseline policy for doc_change");
    }

    @Test
    void aPolicyThatTheAdministratorDidNotWriteIsNone() {
        DirectoryLab lab = newLab();
        try (DirectoryWriter member = new DirectoryWriter(new TestEntries(9).newKey(), PUBLIC_INFOS_KEY)) {
            DirectoryView view = lab.node()
                    .put(TestEntries.verified(
                            member.write(AclId.DEFAULT_POLICY, policy(Map.of("denyDocChange", true)))));
            assertThat(change(view, ALICE).reason()).contains("not enabled");
        }
    }

    @Test
    void whatCannotBeReadDeniesAndSaysWhy() {
        DirectoryLab lab = newLab();
        lab.node().put(write(AclId.DEFAULT_POLICY, policy(Map.of())));
        DirectoryView view = lab.node().put(TestEntries.verified(writer.unreadable(AclId.rule("a"))));
        assertThat(change(view, ALICE).reason()).contains("acl_rule_a", "is not what it says");
    }

    @Test
    void aRuleThatIsTooLargeDeniesAndSaysWhatToDo() {
        DirectoryLab lab = newLab();
        lab.node().put(write(AclId.DEFAULT_POLICY, policy(Map.of())));
        String[] many =
                IntStream.range(0, 4_000).mapToObj(i -> NAMES.v3("user " + i)).toArray(String[]::new);
        DirectoryView view = lab.node().put(write(AclId.rule("a"), rule("a", "doc_change", "deny", many)));
        assertThat(change(view, ALICE).reason()).contains("the limit is 100000", "name groups instead of people");
    }

    @Test
    void somebodyIsInGroupsOfGroupsUntilRemovedFromOne() {
        DirectoryLab lab = newLab();
        DirectoryView view = lab.node()
                .put(
                        write("g1", group("Red", List.of(ALICE))),
                        write("g2", group("green", List.of(NAMES.v2("red"), BOB))),
                        write("g3", group("red", List.of(NAMES.v3("green")))));
        assertThat(view.groupsOf(Set.of(ALICE))).containsExactlyInAnyOrder("red", "green");
        assertThat(view.groupsOf(Set.of(BOB))).containsExactlyInAnyOrder("red", "green");
        view = lab.node().put(write("g1", group("Red", List.of("nobody"))));
        assertThat(view.groupsOf(Set.of(ALICE))).isEmpty();
        view = lab.node().put(TestEntries.verified(writer.deletion("g2")));
        assertThat(view.groupsOf(Set.of(BOB))).isEmpty();
    }

    @Test
    void twoProjectorsInterleavedAtEveryCallLeaveTheLatestStateOfAGroupAndARule() {
        VerifiedEntry policy = write(AclId.DEFAULT_POLICY, policy(Map.of()));
        VerifiedEntry member = write("g", group("red", List.of(ALICE, "x", "y")));
        VerifiedEntry denied = write(AclId.rule("a"), rule("a", "doc_change", "deny", NAMES.v3("red")));
        VerifiedEntry removed = write("g", group("red", List.of(BOB, "y")));
        Trap counting = Trap.counting();
        newLab().node(counting).put(policy, member, denied);
        int overtaken = 0;
        for (int call = 0; call < counting.calls(); call++) {
            DirectoryLab lab = newLab();
            Trap frozen = Trap.frozen(Map.of(call, () -> lab.node().put(removed)));
            lab.node(frozen).put(policy, member, denied);
            overtaken += lab.stored().size() == 4 ? 1 : 0;
            DirectoryView view = lab.node().request();
            assertThat(change(view, BOB).allowed()).as("call %d", call).isFalse();
            assertThat(change(view, ALICE).allowed()).as("call %d", call).isTrue();
        }
        assertThat(overtaken).isGreaterThan(10);
    }

    @Test
    void aProjectionThatDiesAnywhereIsFinishedByTheNextRequest() {
        VerifiedEntry policy = write(AclId.DEFAULT_POLICY, policy(Map.of()));
        VerifiedEntry member = write("g", group("red", List.of(ALICE, "x")));
        VerifiedEntry denied = write(AclId.rule("a"), rule("a", "doc_change", "deny", NAMES.v3("red")));
        VerifiedEntry swapped = write("g", group("red", List.of("x", BOB)));
        DirectoryLab before = newLab();
        before.node().put(policy, member, denied);
        Trap counting = Trap.counting();
        before.node(counting).put(swapped);
        List<Boolean> outcomes = new ArrayList<>();
        for (int call = 0; call < counting.calls(); call++) {
            DirectoryLab lab = newLab();
            lab.node().put(policy, member, denied);
            Trap deadly = Trap.deadly(call, true);
            assertThat(catchThrowable(() -> lab.node(deadly).put(swapped))).isInstanceOf(Trap.Death.class);
            boolean stored = lab.stored().contains(swapped.id());
            DirectoryView view = lab.node().request();
            assertThat(change(view, ALICE).allowed())
                    .as("died after call %d", call)
                    .isEqualTo(stored);
            assertThat(change(view, BOB).allowed())
                    .as("died after call %d", call)
                    .isEqualTo(!stored);
            outcomes.add(stored);
        }
        assertThat(outcomes).contains(true, false);
    }

    @Test
    void theOwnerOfAKeyIsKnownAfterItsGrantIsGone() {
        DirectoryLab lab = newLab();
        DirectoryView view = lab.node().put(write("grant", grant(ALICE, "a key")));
        assertThat(view.ownersOf("a key")).containsExactly(ALICE);
        assertThat(view.identityOf("a key").orElseThrow()).contains(ALICE);
        view = lab.node().put(write("grant", grant(ALICE, "another key")));
        assertThat(view.ownersOf("a key")).isEmpty();
        assertThat(view.identityOf("a key")).isEmpty();
        view = lab.node().put(TestEntries.verified(writer.deletion("grant")));
        assertThat(view.everOwnersOf("a key")).containsExactly(ALICE);
        assertThat(view.ownersOf("another key")).isEmpty();
    }

    private static Map<String, Object> grant(String hash, String key) {
        return Map.of(
                "form",
                "useroperation",
                "type",
                "grantaccess",
                "username_hash",
                hash,
                "identity_hashes",
                List.of(hash, NAMES.v3("*")),
                "identity_hashes_v",
                1L,
                "userSigningPublicKeys",
                List.of(key));
    }

    @Test
    void policiesCostOneMoreReadUnitAndMembershipTheSameInAGroupOfAThousandAsInOneOfTwo() {
        DirectoryLab lab = newLab();
        lab.node().put(write(AclId.DEFAULT_POLICY, policy(Map.of())), write("grant", grant(ALICE, "a key")));
        assertThat(unitsOfARequest(lab)).isEqualTo(4);
        lab.node().put(write("g", group("red", List.of(ALICE, "x"))));
        assertThat(unitsOfARequest(lab)).isEqualTo(4);
        double small = unitsOfGroups(lab);
        List<String> many = new ArrayList<>(List.of(ALICE));
        IntStream.range(0, 1_000).forEach(i -> many.add("user " + i));
        lab.node().put(write("g", group("red", many)));
        assertThat(unitsOfARequest(lab)).isEqualTo(4);
        // One for the person, two for the hashes of the group's name, of which two are equal.
        assertThat(unitsOfGroups(lab)).isEqualTo(small).isEqualTo(3);
    }

    private double unitsOfARequest(DirectoryLab lab) {
        readUnits = 0;
        DirectoryView view = lab.node().request();
        view.byKey("a key");
        view.identityOf("a key");
        view.policy();
        view.policy();
        return readUnits;
    }

    private double unitsOfGroups(DirectoryLab lab) {
        DirectoryView view = lab.node().request();
        view.policy();
        readUnits = 0;
        assertThat(view.groupsOf(Set.of(ALICE))).containsExactly("red");
        return readUnits;
    }
}

package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.PolicyLab.put;
import static io.blindhop.functions.fixture.PolicyLab.rejected;
import static io.blindhop.store.dynamo.directory.PolicyText.policy;
import static io.blindhop.store.dynamo.directory.PolicyText.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.policy.AclId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be pushed (protocol 1.8.5, 4.8, 4.9). */
class WriteGateTest extends OnNode {
    private PolicyLab lab;
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final TestEntries byBob = Person.BOB.entries(2);
    private StoreClient alice;
    private StoreClient bob;

    @BeforeEach
    void start() {
        lab = new PolicyLab(newTenant());
        alice = lab.docs(Person.ALICE, "notes");
        bob = lab.docs(Person.BOB, "notes");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static void assertDenied(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo(reason);
    }

    private static ObjectNode withoutMetadataSignature(ArrivedEntry entry) {
        ObjectNode json = WireEntries.inline(entry);
        json.remove("metadataSignature");
        return json;
    }

    @Test
    void fromTheCutOffOnAnEntryWithoutMetadataSignatureIsRejectedByItself() {
        ArrivedEntry old = byAlice.docCreate("old");
        ArrivedEntry current = byAlice.docCreate("current");
        Answer answer = alice.put(List.of(withoutMetadataSignature(old), WireEntries.inline(current)));
        assertThat(rejected(answer)).containsExactly(old.id());
        assertThat(answer.json().at("/rejected/0/reason").asText())
                .isEqualTo("Entry " + old.id()
                        + " must carry a v2 metadata signature (tenant requires v2 as of the configured cutoff)");
        assertThat(alice.ids()).containsExactly(current.id());
        assertThat(rejected(alice.put(List.of(withoutMetadataSignature(current)))))
                .as("what is stored already is acknowledged")
                .isEmpty();
        ArrivedEntry directory = lab.as(Person.ADMIN).write(AclId.DEFAULT_POLICY, policy(Map.of()));
        assertThat(rejected(lab.docs(Person.ADMIN, "directory").put(List.of(withoutMetadataSignature(directory)))))
                .isEmpty();
    }

    @Test
    void beforeTheCutOffItIsAccepted() {
        lab.publish(AclId.DEFAULT_POLICY, policy(Map.of("requireMetadataSignatureSince", Long.MAX_VALUE)));
        assertThat(rejected(alice.put(List.of(withoutMetadataSignature(byAlice.docCreate("old"))))))
                .isEmpty();
    }

    @Test
    void aDeniedEntryFailsTheWholePushUnlessItIsStoredAlready() {
        ArrivedEntry stored = byBob.docCreate("stored");
        put(bob, stored).ok();
        lab.publish(AclId.DEFAULT_POLICY, policy(Map.of("denyDocCreate", true)));
        lab.publish(AclId.rule("alice"), rule("alice", "doc_create", "allow", lab.hash(Person.ALICE)));
        ArrivedEntry allowed = byAlice.docCreate("allowed");
        ArrivedEntry denied = byBob.docCreate("denied");
        assertDenied(
                put(alice, allowed, denied),
                "Entry " + denied.id() + " denied by Tier 1 policy: denied by baseline policy for doc_create");
        assertThat(alice.ids()).containsExactly(stored.id());
        assertThat(rejected(put(bob, allowed, stored))).isEmpty();
        assertThat(alice.ids()).containsExactlyInAnyOrder(stored.id(), allowed.id());
        put(lab.attachments(Person.BOB, "notes"), byBob.attachmentChunk("allowed", Optional.empty(), 100))
                .ok();
    }

    @Test
    void snapshotsAreTheAdministratorsToAllow() {
        ArrivedEntry create = byAlice.docCreate("d");
        ArrivedEntry snapshot = byAlice.snapshot("d", List.of(create.id()), 100);
        assertThat(put(alice, create, snapshot).status()).isEqualTo(403);
        lab.publish(AclId.rule("all"), rule("all", "doc_snapshot", "allow", "$everyone"));
        put(alice, create, snapshot).ok();
    }

    @Test
    void authorsMayChangeTheirOwnDocumentsWhetherTheyAreStoredOrArrive() {
        lab.publish(AclId.DEFAULT_POLICY, policy(Map.of("denyDocChange", true)));
        lab.publish(AclId.rule("own"), rule("own", "doc_change", "allow", "$author"));
        ArrivedEntry create = byAlice.docCreate("d");
        ArrivedEntry change = byAlice.docChange("d", List.of(create.id()));
        put(alice, create, change).ok();
        put(alice, byAlice.docChange("d", List.of(change.id()))).ok();
        ArrivedEntry another = byBob.docChange("d", List.of(create.id()));
        assertThat(put(bob, another).status()).isEqualTo(403);
        assertThat(put(bob, byBob.entry("doc_create", "d_d_0_2", "d", byBob.bytes(10)), another)
                        .status())
                .as("a second creation makes nobody the author")
                .isEqualTo(403);
    }

    @Test
    void aPersonWritesOneOwnKeyDocumentAndNobodyElses() {
        StoreClient ofAlice = lab.docs(Person.ALICE, "userdirectory");
        StoreClient ofBob = lab.docs(Person.BOB, "userdirectory");
        Map<String, Object> alices = Map.of("username_hash", lab.hash(Person.ALICE));
        ArrivedEntry planted = lab.as(Person.BOB).write("userkey_a", alices);
        assertDenied(put(ofBob, planted), "userdirectory: create requires the admin or a matching username_hash");
        ArrivedEntry create = lab.as(Person.ALICE).write("userkey_a", alices);
        ArrivedEntry change = lab.as(Person.ALICE).write("userkey_a", Map.of("key", "1"));
        put(ofAlice, create, change).ok();
        put(ofAlice, lab.as(Person.ALICE).write("userkey_a", Map.of("key", "2")))
                .ok();
        ArrivedEntry bobs = lab.as(Person.BOB).write("userkey_a", Map.of("username_hash", lab.hash(Person.BOB)));
        assertDenied(put(ofBob, bobs), "userdirectory: only the owning person can change");
        StoreClient ofAdmin = lab.docs(Person.ADMIN, "userdirectory");
        assertDenied(
                put(ofAdmin, lab.as(Person.ADMIN).write("userkey_x", Map.of("key", "3")), admins()),
                "userdirectory: the admin cannot change userkey documents");
        assertDenied(
                put(ofAlice, lab.as(Person.ALICE).deletion("userkey_a")), "userdirectory: only the admin can delete");
        put(ofAdmin, lab.as(Person.ADMIN).deletion("userkey_a")).ok();
    }

    private ArrivedEntry admins() {
        lab.as(Person.ADMIN).write("userkey_a", Map.of("key", "3"));
        return lab.as(Person.ADMIN).write("userkey_a", Map.of("key", "4"));
    }

    @Test
    void whoeverCreatesSomebodysKeyDocumentAgainDoesNotOwnIt() {
        ArrivedEntry create = lab.as(Person.ALICE).write("userkey_a", Map.of("username_hash", lab.hash(Person.ALICE)));
        put(lab.docs(Person.ALICE, "userdirectory"), create).ok();
        ArrivedEntry again = lab.as(Person.BOB).write("userkey_a", Map.of("username_hash", lab.hash(Person.BOB)));
        ArrivedEntry change = lab.as(Person.BOB).write("userkey_a", Map.of("key", "bob's"));
        assertDenied(
                put(lab.docs(Person.BOB, "userdirectory"), again, change),
                "userdirectory: only the owning person can change");
    }

    @Test
    void noPolicyKeepsTheAdministratorFromTheDirectory() {
        lab.publish(
                AclId.DEFAULT_POLICY,
                policy(Map.of("denyDocCreate", true, "denyDocChange", true, "denyDocDelete", true)));
        lab.publish(AclId.rule("nobody"), rule("nobody", "doc_change", "deny", "$everyone", "$admin"));
        lab.publish(AclId.DEFAULT_POLICY, policy(Map.of("denyDocCreate", false)));
        lab.publish(lab.as(Person.ADMIN).deletion(AclId.rule("nobody")));
        put(alice, byAlice.docCreate("d")).ok();
    }
}

package io.blindhop.functions.conformance;

import static io.blindhop.store.dynamo.directory.PolicyText.group;
import static io.blindhop.store.dynamo.directory.PolicyText.policy;
import static io.blindhop.store.dynamo.directory.PolicyText.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.directory.UsernameHash;
import io.blindhop.protocol.policy.AclId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may open which database (protocol 4.7). */
class DatabaseGateTest extends OnNode {
    private PolicyLab lab;
    private UsernameHash names;

    @BeforeEach
    void start() {
        TestTenant tenant = newTenant();
        names = new UsernameHash(tenant.id());
        lab = new PolicyLab(tenant);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static void assertClosed(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).contains(reason);
    }

    private static Answer head(StoreClient store) {
        return store.call("getStoreHead");
    }

    @Test
    void onlyListedDatabasesAreOpenAndAllToTheAdministrator() {
        StoreClient notes = lab.docs(Person.ALICE, "notes");
        head(notes).ok();
        lab.publish(
                AclId.DEFAULT_POLICY,
                policy(Map.of("databaseCreationPolicy", "directory-restricted", "allowedDbIds", List.of("main"))));
        assertClosed(head(notes), "Database \"notes\" is not in the tenant's allowed database list");
        head(lab.docs(Person.ADMIN, "notes")).ok();
        for (String open : List.of("main", "directory", "userdirectory")) {
            head(lab.docs(Person.ALICE, open)).ok();
        }
    }

    @Test
    void aRuleClosesADatabaseToItsPeopleFromTheNextRequestOnUntilItIsDeleted() {
        StoreClient alice = lab.docs(Person.ALICE, "notes");
        StoreClient bob = lab.docs(Person.BOB, "notes");
        lab.publish(AclId.rule("no-bob"), rule("no-bob", "doc_read", "deny", lab.hash(Person.BOB)));
        assertClosed(head(bob), "denied by rule no-bob");
        assertThat(bob.putBinary(List.of(Person.BOB.entries(1).docCreate("d"))).status())
                .isEqualTo(403);
        head(alice).ok();
        head(lab.docs(Person.BOB, "directory")).ok();
        lab.publish(lab.as(Person.ADMIN).deletion(AclId.rule("no-bob")));
        head(bob).ok();
    }

    @Test
    void aRuleMeansPeopleInGroupsOfItsGroup() {
        StoreClient alice = lab.docs(Person.ALICE, "notes");
        StoreClient bob = lab.docs(Person.BOB, "notes");
        lab.publish(AclId.DEFAULT_POLICY, policy(Map.of("denyDocRead", true)));
        lab.publish(AclId.rule("staff"), rule("staff", "doc_read", "allow", names.v3("staff")));
        lab.publish("g1", group("Staff", List.of(names.v3("interns"))));
        assertClosed(head(bob), "denied by baseline policy for doc_read");
        lab.publish("g2", group("Interns", List.of(lab.hash(Person.BOB))));
        head(bob).ok();
        assertClosed(head(alice), "denied by baseline policy");
        lab.publish("g2", group("Interns", List.of(lab.hash(Person.ALICE))));
        assertClosed(head(bob), "denied by baseline policy");
        head(alice).ok();
    }

    @Test
    void anUnreadablePolicyClosesEverythingButTheDirectoryToEverybodyButTheAdministrator() {
        StoreClient alice = lab.docs(Person.ALICE, "notes");
        lab.publish(lab.as(Person.ADMIN).unreadable(AclId.DEFAULT_POLICY));
        assertClosed(head(alice), "acl_defaultpolicy cannot be read by this server");
        head(lab.docs(Person.ALICE, "directory")).ok();
        head(lab.docs(Person.ADMIN, "notes")).ok();
        lab.publish(AclId.rule("r"), rule("r", "doc_read", "deny", "$everyone"));
    }
}

package io.blindhop.functions.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaTest {
    /** The recorded directory and two entries. */
    private static final int MOST = 11;

    private static final Quota QUOTA = new Quota(new Limit.AtMost(MOST), new Limit.Unlimited());

    private final TestEntries entries = Person.ALICE.entries(1);

    @Test
    void aPushOverTheQuotaIsA403BeforeAnythingOfItIsStored() {
        try (TestNode node = node()) {
            TestTenant tenant = node.register(TestTenant.RECORDED).grant();
            StoreClient notes = tenant.login(Person.ALICE).docs("notes");
            ArrivedEntry first = entries.docCreate("a");
            notes.putBinary(List.of(first)).ok();
            int objects = node.objects().size();

            Answer refused = notes.putBinary(List.of(entries.docCreate("b"), entries.docCreate("c")));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.error())
                    .startsWith("Tenant " + TestTenant.RECORDED + " may store 11 entries and has stored 10")
                    .contains("this push has 2 new ones", "Nothing of it was stored");
            assertThat(node.requests().last().get("ErrorKind").asText()).isEqualTo("quota");
            assertThat(node.requests().last().get("QuotaRefusals").asInt()).isEqualTo(1);
            assertThat(node.requests().last().get("EntriesIn").asInt()).isZero();
            assertThat(notes.ids()).containsExactly(first.id());
            assertThat(node.objects()).hasSize(objects);
            tenant.login(Person.ALICE)
                    .attachments("other")
                    .putBinary(List.of(entries.docCreate("d")))
                    .ok();
        }
    }

    @Test
    void aTenantThatIsFullAcknowledgesDuplicatesAndTakesItsDirectory() {
        try (TestNode node = node()) {
            TestTenant tenant = node.register(TestTenant.RECORDED).grant();
            StoreClient notes = tenant.login(Person.ALICE).docs("notes");
            List<ArrivedEntry> batch = List.of(entries.docCreate("a"), entries.docCreate("b"));
            notes.putBinary(batch).ok();
            assertThat(notes.putBinary(List.of(entries.docCreate("c"))).status())
                    .isEqualTo(403);

            assertThat(notes.putBinary(batch).ok().json().get("receipts")).hasSize(2);
            tenant.grant(Person.BOB);

            assertThat(tenant.login(Person.BOB).docs("notes").ids()).hasSize(2);
        }
    }

    private static TestNode node() {
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.empty(),
                EventMode.IN_PROCESS,
                Set.of(),
                new LimitOptions(RateLimits.OFF, QUOTA),
                OperatorOptions.DEFAULT));
    }
}

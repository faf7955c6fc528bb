package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.limit.RateLimits;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What requests to a process ask of the table that has answered the like before. */
class WarmRequestsTest {
    private static final Quota ROOMY = new Quota(new Limit.AtMost(1_000_000), new Limit.AtMost(1_000_000_000));

    /** Tenant, end of the directory, end of the store; and the commit. */
    private static final Map<String, Long> OF_A_PUSH = Map.of("QUERY", 3L, "PUT_ITEM", 1L);

    private static final Map<String, Long> OF_A_LOOK = Map.of("QUERY", 3L);

    private final TestEntries entries = Person.ALICE.entries(1);

    private static TestNode node(Quota quota) {
        return new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.empty(),
                EventMode.OFF,
                Set.of(),
                new LimitOptions(RateLimits.OFF, quota),
                OperatorOptions.DEFAULT));
    }

    private void push(StoreClient notes, String docId) {
        notes.putBinary(List.of(entries.docCreate(docId))).ok();
    }

    @Test
    void aPushOfOneEntryIsThreeReadsAndOneWriteAlsoUnderAQuotaThatIsFarAway() {
        for (Quota quota : List.of(Quota.OF_SERVER, ROOMY)) {
            try (TestNode node = node(quota)) {
                StoreClient notes =
                        node.register("acme").grant().login(Person.ALICE).docs("notes");
                push(notes, "a");
                push(notes, "b");
                node.calls().reset();

                push(notes, "c");

                assertThat(node.calls().byName()).as("%s", quota).isEqualTo(OF_A_PUSH);
                assertThat(node.calls().readUnits()).isEqualTo(3);
                assertThat(node.calls().writeUnits()).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void aLookForChangesIsOneReadOfTheStoreAndTwoToAuthorise() {
        try (TestNode node = node(Quota.OF_SERVER)) {
            StoreClient notes =
                    node.register("acme").grant().login(Person.ALICE).docs("notes");
            push(notes, "a");
            notes.head();
            node.calls().reset();

            notes.head();

            assertThat(node.calls().byName()).isEqualTo(OF_A_LOOK);
            assertThat(node.calls().readUnits()).isEqualTo(3);
        }
    }

    @Test
    void whatTheDirectorySaysIsReadAgainOnceAfterItHasChanged() {
        try (TestNode node = node(Quota.OF_SERVER)) {
            TestTenant tenant = node.register("acme").grant(Person.BOB);
            StoreClient notes = tenant.login(Person.ALICE).docs("notes");
            StoreClient bobs = tenant.login(Person.BOB).docs("notes");
            push(notes, "a");
            assertThat(bobs.ids()).hasSize(1);

            tenant.through(node.anotherProcess()).revokeBob();

            assertThat(bobs.call("getStoreHead").status()).isEqualTo(401);
            notes.head();
            node.calls().reset();
            notes.head();
            assertThat(node.calls().byName()).isEqualTo(OF_A_LOOK);
        }
    }
}

package io.blindhop.infra.packaged;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.lambda.CopyChoice;
import io.blindhop.infra.lambda.CopyReport;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two copies that answer in turn: nobody can tell them from one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class TwoCopiesIT {
    private Deployment node;

    @BeforeAll
    void deploy() throws IOException {
        node = Deployment.open(options -> options.withCopies(2, CopyChoice.ALTERNATE));
    }

    @AfterAll
    void remove() {
        node.close();
    }

    private List<Integer> answers() {
        return node.sync().copies().stream().map(CopyReport::answers).toList();
    }

    @Test
    void aChallengeOfOneIsAnsweredAtTheOtherAndOnlyOnce() {
        TestTenant tenant = node.newTenant();
        List<Integer> before = answers();

        String challenge = tenant.challenge(Person.ALICE);
        tenant.authenticate(Person.ALICE, challenge).ok();

        assertThat(answers()).containsExactly(before.get(0) + 1, before.get(1) + 1);
        assertRefused(tenant.authenticate(Person.ALICE, challenge), 401, "at the copy that made it");
        assertRefused(tenant.authenticate(Person.ALICE, challenge), 401, "at the copy that took it");
    }

    @Test
    void pushesThroughBothAreOneOrderAndSeenByBoth() {
        StoreClient notes = node.newTenant().login(Person.ALICE).docs("notes");
        TestEntries entries = Person.ALICE.entries(1);
        List<String> ids = new ArrayList<>();
        for (int push = 0; push < 6; push++) {
            ArrivedEntry entry = entries.docCreate(entries.newDocId());
            ids.add(entry.id());
            notes.putBinary(List.of(entry)).ok();
        }

        for (String copy : List.of("one", "the other")) {
            var page = notes.scan(NullNode.getInstance(), 100).get("entries");
            assertThat(page.findValuesAsText("id")).as(copy).isEqualTo(ids);
            assertThat(page.findValues("receiptOrder").stream().map(order -> order.asInt()))
                    .as(copy)
                    .isEqualTo(IntStream.rangeClosed(1, 6).boxed().toList());
            assertThat(notes.pullBinary(ids)).as(copy).containsOnlyKeys(ids);
        }
        assertThat(Math.abs(answers().get(0) - answers().get(1))).isLessThanOrEqualTo(1);
    }

    /** Event streams are billed by the second: there are none unless they are asked for. */
    @Test
    void byDefaultThereAreNoEventsAndAClientThatPollsHearsOfAPushThroughTheOther() {
        TestTenant tenant = node.newTenant(Person.BOB);
        Session bob = tenant.login(Person.BOB);
        StoreClient there = tenant.login(Person.ALICE).docs("notes");
        StoreClient here = bob.docs("notes");
        assertThat(here.capabilities().get("supportsChangeEvents").asBoolean()).isFalse();
        assertRefused(bob.get(StoreKind.DOCS, "events?dbId=notes"), 404, "events");

        int seen = here.head().get("maxReceiptOrder").asInt();
        there.putBinary(List.of(Person.ALICE.entries(2).docCreate("a"))).ok();

        for (String copy : List.of("one", "the other")) {
            assertThat(here.head().get("maxReceiptOrder").asInt()).as(copy).isEqualTo(seen + 1);
        }
    }

    @Test
    void aRevocationThroughOneIsInForceAtTheOther() {
        TestTenant tenant = node.newTenant(Person.BOB);
        var bob = tenant.login(Person.BOB).docs("notes");
        for (String copy : List.of("one", "the other")) {
            assertThat(bob.call("getStoreHead").status()).as(copy).isEqualTo(200);
        }
        tenant.revokeBob();
        for (String copy : List.of("one", "the other")) {
            assertRefused(bob.call("getStoreHead"), 401, copy);
        }
    }
}

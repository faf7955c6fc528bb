package io.blindhop.infra.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table is replaced by an older copy of itself: nothing is read wrong, and nobody gets in who was thrown out since. */
class RestoredTableTest {
    @TempDir
    private Path folder;

    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final ArrivedEntry kept = byAlice.docCreate("kept");
    private final ArrivedEntry lost = byAlice.docCreate("lost");
    private RestorableNode node;
    private TestTenant tenant;
    private Path copy;

    @BeforeEach
    void copyATableAndWorkOn() {
        node = new RestorableNode(folder);
        tenant = TestTenant.register(node, TestTenant.RECORDED).grant(Person.BOB);
        notes(Person.ALICE).putBinary(List.of(kept)).ok();
        copy = node.copyOfTable();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private StoreClient notes(Person person) {
        return tenant.login(person).docs("notes");
    }

    private static JsonNode fromTheStart() {
        return WireEntries.object().nullNode();
    }

    private static List<String> idsOf(JsonNode page) {
        return page.get("entries")
                .valueStream()
                .map(entry -> entry.get("id").asText())
                .toList();
    }

    private static void assertWaits(Answer answer) {
        assertThat(answer.status())
                .as("a 403 would mean that the user is revoked")
                .isEqualTo(503);
        assertThat(answer.headers().first("Retry-After")).contains("60");
        assertThat(answer.error()).contains("restored").contains("\"directory\"");
    }

    @Test
    void everyEpochIsAnotherAndAFullScanFindsAllThatIsThere() {
        notes(Person.ALICE).putBinary(List.of(lost)).ok();
        JsonNode old = notes(Person.ALICE).head();
        JsonNode oldDirectory = tenant.login(Person.ALICE).docs("directory").head();
        JsonNode oldCursor = notes(Person.ALICE).scan(fromTheStart(), 10).get("nextCursor");
        node.restore(copy);

        JsonNode head = notes(Person.ALICE).head();
        assertThat(head.get("epoch")).isNotEqualTo(old.get("epoch"));
        assertThat(tenant.login(Person.ALICE).docs("directory").head().get("epoch"))
                .isNotEqualTo(oldDirectory.get("epoch"));
        assertThat(head).as("it stays what it is").isEqualTo(notes(Person.ALICE).head());
        assertThat(idsOf(notes(Person.ALICE).scan(fromTheStart(), 10))).containsExactly(kept.id());
        assertThat(idsOf(notes(Person.ALICE).scan(oldCursor, 10))).isEmpty();
        assertThat(notes(Person.ALICE).pullBinary(List.of(kept.id()))).containsEntry(kept.id(), kept.payload());

        node.restore(copy);
        assertThat(notes(Person.ALICE).head().get("epoch"))
                .isNotEqualTo(old.get("epoch"))
                .isNotEqualTo(head.get("epoch"));
    }

    @Test
    void whatWasLostIsStoredAgainUnderAnOrderThatAnotherEntryMayHaveHad() {
        ArrivedEntry first = byAlice.docCreate("pushed again second");
        notes(Person.ALICE).putBinary(List.of(first)).ok();
        notes(Person.ALICE).putBinary(List.of(lost)).ok();
        node.restore(copy);
        tenant.grant(Person.BOB);
        notes(Person.ALICE).putBinary(List.of(lost)).ok();
        notes(Person.ALICE).putBinary(List.of(first, kept)).ok();
        assertThat(idsOf(notes(Person.BOB).scan(fromTheStart(), 10))).containsExactly(kept.id(), lost.id(), first.id());
        assertThat(notes(Person.BOB).pullBinary(List.of(lost.id(), first.id())))
                .containsEntry(lost.id(), lost.payload())
                .containsEntry(first.id(), first.payload());
    }

    @Test
    void tokensAndChallengesOfBeforeAreRefused() {
        Session session = tenant.login(Person.ALICE);
        String challenge = tenant.challenge(Person.ALICE);
        String systemChallenge = tenant.systemChallenge(Person.SYSADMIN);
        node.restore(copy);
        assertThat(session.docs("notes").call("getStoreHead").status()).isEqualTo(401);
        assertThat(tenant.authenticate(Person.ALICE, challenge).status()).isEqualTo(401);
        assertThat(tenant.systemAuth(
                                "authenticate",
                                TestTenant.signed(Person.SYSADMIN.identity().signing(), systemChallenge))
                        .status())
                .isEqualTo(401);
        assertThat(tenant.login(Person.ALICE).docs("notes").head()).isNotNull();
    }

    @Test
    void writesWaitUntilTheAdministratorHasPushedTheDirectory() {
        node.restore(copy);
        assertWaits(notes(Person.ALICE).putBinary(List.of(lost)));
        assertWaits(
                notes(Person.ADMIN).putBinary(List.of(Person.ADMIN.entries(2).docCreate("early"))));
        assertWaits(tenant.login(Person.ALICE)
                .attachments("notes")
                .putBinary(List.of(byAlice.attachmentChunk("kept", Optional.empty(), 10))));

        assertThat(notes(Person.BOB).ids()).containsExactly(kept.id());
        tenant.login(Person.ADMIN).docs("directory").putBinary(List.of()).ok();
        assertWaits(notes(Person.ALICE).putBinary(List.of(lost)));

        // All of it is there, and is acknowledged again.
        tenant.grant();
        notes(Person.ALICE).putBinary(List.of(lost)).ok();
        node.restore(node.copyOfTable());
        assertWaits(notes(Person.ALICE).putBinary(List.of(byAlice.docCreate("in the generation after"))));
    }

    @Test
    void onlyTheAdministratorEndsTheWaitAndOnlyForOneTenant() {
        TestTenant other = TestTenant.register(node, "other").grant();
        node.restore(node.copyOfTable());
        tenant.passOnDirectory(Person.ALICE);
        assertWaits(notes(Person.ALICE).putBinary(List.of(lost)));
        tenant.grant();
        notes(Person.ALICE).putBinary(List.of(lost)).ok();
        assertWaits(other.login(Person.ALICE).docs("notes").putBinary(List.of(lost)));
    }

    @Test
    void aDeviceThatWasRevokedSinceWritesNothingAndIsOutAsSoonAsTheDirectoryIsBack() {
        tenant.revokeBob();
        node.restore(copy);
        Session bob = tenant.login(Person.BOB);
        ArrivedEntry byBob = Person.BOB.entries(3).docCreate("too late");
        assertThat(bob.docs("notes").ids()).as("all of it was Bob's to read").containsExactly(kept.id());
        assertWaits(bob.docs("notes").putBinary(List.of(byBob)));
        tenant.revokeBob();
        assertThat(bob.docs("notes").putBinary(List.of(byBob)).status()).isEqualTo(401);
        assertThat(notes(Person.ALICE).putBinary(List.of(byBob)).ok().json().get("rejected"))
                .hasSize(1);
    }

    @Test
    void aTenantThatIsRegisteredAfterwardsHasNothingToWaitFor() {
        node.restore(copy);
        TestTenant young = TestTenant.register(node, "young");
        young.login(Person.ADMIN)
                .docs("notes")
                .putBinary(List.of(Person.ADMIN.entries(4).docCreate("at once")))
                .ok();
    }

    @Test
    void aProcessOfTheGenerationBeforeStopsWhereATenantHasGoneOn() {
        node.restore(copy);
        Session late = tenant.through(node.processOf(Generation.FIRST)).login(Person.ALICE);
        tenant.grant();
        assertThat(late.docs("notes").putBinary(List.of(lost)).status()).isEqualTo(503);
        assertThat(late.docs("notes").call("getStoreHead").status()).isEqualTo(503);
        assertThat(notes(Person.ALICE).ids()).containsExactly(kept.id());
    }
}

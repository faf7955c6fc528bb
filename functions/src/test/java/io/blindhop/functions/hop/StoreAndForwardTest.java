package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.NodeTransport.Breakage;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncReport;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.store.dynamo.log.LogStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreAndForwardTest {
    private final HopLab lab = new HopLab(HopMode.STORE_AND_FORWARD);
    private final HopStores stores = (HopStores) lab.hop.services().stores();
    private final Replication replication = new Replication(
            lab.hop.services(), List.of(stores.peers(lab.hop.services().tenants())));
    private final TestEntries alices = Person.ALICE.entries(11);
    private final TestEntries bobs = Person.BOB.entries(12);

    @AfterEach
    void close() {
        lab.close();
    }

    private ArrivedEntry entry() {
        return alices.docCreate(alices.newDocId());
    }

    private List<ArrivedEntry> entries(int count) {
        return Stream.generate(this::entry).limit(count).toList();
    }

    private StoreClient here(Person person) {
        return lab.atHop.login(person).docs("notes");
    }

    private StoreClient there(Person person) {
        return lab.atOrigin.login(person).docs("notes");
    }

    private SyncReport run() {
        lab.hop.advance(HopOptions.FORWARD_EVERY.plusSeconds(1));
        return replication.run(TimeLeft.UNLIMITED);
    }

    /** Puts an entry past the examination of a node. */
    private static void smuggle(TestNode node, ArrivedEntry entry) {
        if (new EntryVerifier().verify(entry) instanceof EntryVerifier.Verified(var verified)) {
            new LogStore(
                            node.services().storage(),
                            node.tenant(TestTenant.RECORDED).store("notes", StoreKind.DOCS))
                    .put(List.of(verified), Witness.NONE);
        }
    }

    private void assertBothHave(List<ArrivedEntry> all) {
        List<String> ids = all.stream().map(ArrivedEntry::id).toList();
        for (StoreClient store : List.of(here(Person.ALICE), there(Person.ALICE))) {
            assertThat(store.ids()).containsExactlyInAnyOrderElementsOf(ids);
            Map<String, ?> payloads = store.pullBinary(ids);
            all.forEach(entry -> assertThat(payloads.get(entry.id())).isEqualTo(entry.payload()));
        }
    }

    @Test
    void bothKindsOfStoreGoBothWays() {
        ArrivedEntry atHop = entry();
        ArrivedEntry atOrigin = entry();
        ArrivedEntry attached = entry();
        here(Person.ALICE).putBinary(List.of(atHop)).ok();
        there(Person.BOB).putBinary(List.of(atOrigin)).ok();
        lab.atOrigin
                .login(Person.ALICE)
                .attachments("notes")
                .putBinary(List.of(attached))
                .ok();

        SyncReport report = run();

        assertThat(report.problems()).isEmpty();
        assertBothHave(List.of(atHop, atOrigin));
        assertThat(lab.atHop.login(Person.BOB).attachments("notes").ids()).containsExactly(attached.id());
    }

    @Test
    void writesAndReadsGoOnWhileTheUpstreamIsAwayAndItCatchesUpWhenItIsBack() {
        here(Person.BOB).ids(); // which brings the directory
        lab.link.cut();
        List<ArrivedEntry> offline = entries(3);
        here(Person.ALICE).putBinary(offline).ok();

        SyncReport away = run();

        assertThat(away.unreachable()).isTrue();
        assertThat(here(Person.BOB).ids()).hasSize(3);
        lab.link.mend();
        assertThat(replication.run(TimeLeft.UNLIMITED).foundWork())
                .as("left alone for a while")
                .isFalse();
        assertThat(run().pushed()).isEqualTo(3);
        assertBothHave(offline);
    }

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void whereverALinkBreaksBothStoresAreEqualInTheEndAndHoldEachEntryOnce(Breakage how) {
        List<ArrivedEntry> all = new ArrayList<>();
        boolean broken = true;
        for (int request = 1; broken; request++) {
            List<ArrivedEntry> here = entries(3);
            List<ArrivedEntry> there = entries(3);
            here(Person.ALICE).putBinary(here).ok();
            there(Person.ALICE).putBinary(there).ok();
            all.addAll(here);
            all.addAll(there);
            lab.link.breakAt(request, how);

            run();
            broken = lab.link.isBroken();
            lab.link.mend();
            lab.hop.advance(Duration.ofMinutes(16));
            run();

            assertBothHave(all);
            assertThat(run().foundWork()).as("after request %d", request).isFalse();
        }
        assertThat(all.size()).as("requests were broken").isGreaterThan(6 * 6);
    }

    @Test
    void anEntryThatIsRefusedHoldsNothingUpAndComesWhenTheDirectoryKnowsItsAuthor() {
        ArrivedEntry carols = Person.CAROL.entries(3).docCreate("of_carol");
        ArrivedEntry next = entry();
        here(Person.ALICE).head();
        smuggle(lab.origin, carols);
        there(Person.ALICE).putBinary(List.of(next)).ok();

        SyncReport first = run();

        assertThat(first.refused()).isEqualTo(1);
        assertThat(here(Person.ALICE).ids()).containsExactly(next.id());
        assertThat(run().refused()).as("not asked again").isZero();
        lab.atOrigin.grant(Person.CAROL);
        run();
        assertThat(here(Person.ALICE).ids()).containsExactlyInAnyOrder(next.id(), carols.id());
    }

    @Test
    void whatTheUpstreamRefusesStaysHereAndTheRestGoesOn() {
        here(Person.BOB).ids();
        lab.link.cut();
        ArrivedEntry bobs1 = bobs.docCreate(bobs.newDocId());
        ArrivedEntry alices1 = entry();
        here(Person.BOB).putBinary(List.of(bobs1)).ok();
        here(Person.ALICE).putBinary(List.of(alices1)).ok();
        lab.atOrigin.revokeBob();
        lab.link.mend();

        SyncReport report = run();

        assertThat(report.refused()).isEqualTo(1);
        assertThat(there(Person.ALICE).ids()).containsExactly(alices1.id());
        assertThat(here(Person.ALICE).ids()).containsExactly(bobs1.id(), alices1.id());
    }

    @Test
    void aPushThatIsRefusedAsAWholeLeavesOnlyTheEntryBehindThatItWasRefusedFor() {
        here(Person.BOB).ids();
        lab.link.cut();
        List<ArrivedEntry> good = new ArrayList<>(entries(5));
        here(Person.ALICE).putBinary(good).ok();
        here(Person.BOB).putBinary(List.of(bobs.docCreate(bobs.newDocId()))).ok();
        List<ArrivedEntry> later = entries(5);
        here(Person.ALICE).putBinary(later).ok();
        good.addAll(later);
        try (PolicyLab policies = new PolicyLab(lab.atOrigin)) {
            policies.publish(
                    "acl_rule_r",
                    Map.of(
                            "form", "accesscontrol",
                            "type", "doc_create",
                            "ruleId", "r",
                            "dbid", "notes",
                            "action", "deny",
                            "users_hashes", List.of(policies.hash(Person.BOB))));
        }
        lab.link.mend();

        SyncReport report = run();

        assertThat(report.refused()).isEqualTo(1);
        assertThat(there(Person.ALICE).ids())
                .containsExactlyInAnyOrderElementsOf(
                        good.stream().map(ArrivedEntry::id).toList());
    }

    @Test
    void receiptsOfATrustedWitnessAreKeptAndOthersLeftOut() {
        there(Person.ALICE).putBinary(List.of(entry())).ok();
        here(Person.ALICE).head();
        run();
        assertThat(here(Person.ALICE)
                        .capabilities()
                        .get("supportsAccessControlV1")
                        .asBoolean())
                .isFalse();
        assertThat(scanned(here(Person.ALICE), 0)).doesNotContain("receivedAt");
        here(Person.ALICE).putBinary(List.of(entry())).ok();
        assertThat(scanned(here(Person.ALICE), 1)).doesNotContain("receivedAt");

        trust(Person.SERVER.signingPem(), "w");
        there(Person.ALICE).putBinary(List.of(entry())).ok();
        lab.hop.advance(Duration.ofMinutes(5));
        run();

        String kept = scanned(here(Person.ALICE), 2);
        assertThat(kept).contains("receivedDateSignature");
        assertThat(scanned(there(Person.ALICE), 1)).isEqualTo(kept.replace("\"receiptOrder\":3", "\"receiptOrder\":2"));
        trust(lab.hop.services().identity().signing().publicPem(), "h");
        lab.hop.advance(Duration.ofMinutes(5));
        run();
        assertThat(here(Person.ALICE)
                        .capabilities()
                        .get("supportsAccessControlV1")
                        .asBoolean())
                .isTrue();
        here(Person.ALICE).putBinary(List.of(entry())).ok();
        assertThat(scanned(here(Person.ALICE), 3)).contains("receivedDateSignature");
    }

    @Test
    void whatATrustedWitnessHasReceivedFromSomebodyWhoWasRevokedSinceComesAlong() {
        trust(Person.SERVER.signingPem(), "w");
        ArrivedEntry before = bobs.docCreate(bobs.newDocId());
        there(Person.BOB).putBinary(List.of(before)).ok();
        lab.atOrigin.revokeBob();
        ArrivedEntry forged = bobs.docCreate(bobs.newDocId());
        smuggle(lab.origin, forged);
        here(Person.ALICE).head();

        SyncReport report = run();

        assertThat(here(Person.ALICE).ids()).containsExactly(before.id());
        assertThat(report.refused()).isEqualTo(1);
    }

    private static String scanned(StoreClient store, int index) {
        return store.call("scanEntriesSince")
                .ok()
                .json()
                .get("entries")
                .get(index)
                .toString();
    }

    private void trust(String witness, String name) {
        try (PolicyLab policies = new PolicyLab(lab.atOrigin)) {
            policies.publish(
                    "acl_trustedwitness_" + name,
                    Map.of("form", "accesscontrol", "type", "trustedwitness", "witnessPublicKey", witness));
        }
    }

    @Test
    void aRunWithNothingToDoCostsOneRequestForEachStore() {
        here(Person.ALICE).putBinary(entries(5)).ok();
        run();
        run();
        lab.link.requests();

        run();

        // directory, userdirectory and notes, two kinds each; one more for the directory that decides.
        assertThat(lab.link.requests()).hasSizeLessThanOrEqualTo(7).allMatch(line -> line.endsWith("/getStoreHead"));
    }

    @Test
    void aPushIsBroughtOnAtOnceAndOnlyItsDatabase() throws InterruptedException {
        run();
        lab.link.requests();
        List<ArrivedEntry> pushed = entries(2);
        here(Person.ALICE).putBinary(List.of(pushed.getFirst())).ok();
        here(Person.ALICE).putBinary(List.of(pushed.getLast())).ok();

        List<Arrivals.Database> arrived = stores.arrivals().take(Duration.ZERO);

        assertThat(arrived)
                .containsExactly(new Arrivals.Database(new TenantId(TestTenant.RECORDED), new DatabaseId("notes")));
        replication.run(arrived.getFirst().tenant(), arrived.getFirst().dbId(), TimeLeft.UNLIMITED);
        assertBothHave(pushed);
    }

    @Test
    void theAdministratorMayWriteToTheDirectoryAtEitherSide() {
        lab.atHop.grant(Person.CAROL);

        run();

        assertThat(lab.atOrigin.login(Person.CAROL).docs("notes").head()).isNotNull();
    }
}

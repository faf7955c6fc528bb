package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Ed25519Witness;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hop in front of two origins. */
class MergeTest {
    private final MergeLab lab = new MergeLab();
    private final TestEntries entries = Person.ALICE.entries(15);

    @AfterEach
    void stop() {
        lab.close();
    }

    private ArrivedEntry entry() {
        return entries.docCreate(entries.newDocId());
    }

    private List<ArrivedEntry> some(int count) {
        return Stream.generate(this::entry).limit(count).toList();
    }

    private void push(int origin, List<ArrivedEntry> pushed) {
        lab.at(origin).login(Person.ALICE).docs("notes").putBinary(pushed).ok();
    }

    private StoreClient here(Person person) {
        return lab.atHop.login(person).docs("notes");
    }

    private Map<String, Bytes> pulled() {
        return new Replica().pull(lab.client(Person.BOB)).payloads();
    }

    private static Map<String, Bytes> payloads(List<ArrivedEntry> pushed) {
        Map<String, Bytes> payloads = new HashMap<>();
        pushed.forEach(entry -> payloads.put(entry.id(), entry.payload()));
        return payloads;
    }

    private static List<ArrivedEntry> joined(List<ArrivedEntry> first, List<ArrivedEntry> second) {
        return Stream.of(first, second).flatMap(List::stream).toList();
    }

    @Test
    void whatIsAtEitherOriginIsPulledOnceThroughTheHopWithTheReceiptOfItsOrigin() {
        List<ArrivedEntry> both = some(4);
        List<ArrivedEntry> first = joined(some(5), both);
        List<ArrivedEntry> second = joined(both, some(5));
        push(0, first);
        push(1, second);

        Replica replica = new Replica().pull(lab.client(Person.BOB));

        assertThat(replica.payloads())
                .isEqualTo(payloads(joined(first, second)))
                .hasSize(14);
        assertThat(replica.shown()).doesNotHaveDuplicates();
        assertThat(lab.client(Person.BOB)
                        .scan(Optional.empty(), 100, ScanFilter.ALL)
                        .entries())
                .allMatch(entry -> Receipts.isOf(Person.SERVER, entry))
                .extracting(StoredEntry::receiptOrder)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
    }

    @Test
    void aPushGoesToTheFirstOriginThatAnswersAndIsThereForTheNextRequest() {
        ArrivedEntry first = entry();
        List<PutOutcome> outcomes = lab.client(Person.ALICE).put(List.of(TestEntries.verified(first)), Witness.NONE);
        StoredEntry atOrigin =
                lab.client(0, Person.BOB).metadata(List.of(first.id())).get(first.id());
        assertThat(outcomes).containsExactly(new PutOutcome(atOrigin, false));
        lab.link(0).cut();
        ArrivedEntry second = entry();

        here(Person.ALICE).putBinary(List.of(second)).ok();

        assertThat(lab.at(1).login(Person.BOB).docs("notes").ids()).containsExactly(second.id());
        assertThat(here(Person.BOB).pullBinary(List.of(second.id()))).containsEntry(second.id(), second.payload());
        assertThat(here(Person.BOB).ids()).containsExactly(first.id(), second.id());
    }

    @Test
    void aClientsCursorGoesOnWhileOneOriginIsAwayAndBack() {
        List<ArrivedEntry> before = some(5);
        push(0, before);
        Replica replica = new Replica().pull(lab.client(Person.BOB));
        lab.link(0).cut();
        List<ArrivedEntry> meanwhile = some(9);
        push(1, meanwhile);
        replica.pull(lab.client(Person.BOB));
        assertThat(replica.payloads()).isEqualTo(payloads(joined(before, meanwhile)));
        List<ArrivedEntry> unseen = some(3);
        push(0, unseen);
        lab.link(0).mend();

        replica.pull(lab.client(Person.BOB));

        assertThat(replica.payloads()).isEqualTo(payloads(joined(joined(before, meanwhile), unseen)));
        assertThat(replica.shown()).hasSize(17).doesNotHaveDuplicates();
    }

    @Test
    void whileAllOriginsAreAwayPagesGoOnAndPayloadsAndWritesAre503WithATimeToTryAgain() {
        List<ArrivedEntry> known = some(3);
        push(1, known);
        pulled();
        StoreClient bob = here(Person.BOB);
        StoreClient alice = here(Person.ALICE);
        lab.link(0).cut();
        lab.link(1).cut();
        lab.hop.advance(Duration.ofSeconds(6));

        assertThat(bob.ids()).hasSize(3);
        assertThat(bob.head().get("maxReceiptOrder").asLong()).isEqualTo(3);
        for (Answer refused : List.of(
                bob.call(
                        "getEntriesBinary",
                        StoreClient.withIds(List.of(known.getFirst().id()))),
                alice.putBinary(some(1)))) {
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers().first("Retry-After")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOriginThatLiesTakesNothingFromWhatTheOtherHas(EntryLie what) {
        List<ArrivedEntry> both = some(3);
        List<ArrivedEntry> honest = some(2);
        push(0, both);
        push(1, joined(both, honest));
        lab.lies(0).lie((dbId, store) -> dbId.value().equals("notes") ? what.about(store) : store);

        assertThat(pulled()).isEqualTo(payloads(joined(both, honest)));
        assertThat(new Replica().pull(lab.client(Person.BOB)).shown())
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void whatAnOriginLiedAboutIsTakenOverWhenItTellsTheTruthAndTheDirectoryHasChanged() {
        List<ArrivedEntry> only = some(3);
        push(0, only);
        lab.lies(0).lie((dbId, store) -> dbId.value().equals("notes") ? EntryLie.TYPE.about(store) : store);
        assertThat(here(Person.BOB).ids()).isEmpty();
        lab.lies(0).lie((dbId, store) -> store);
        lab.at(0).grant(Person.CAROL);
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));

        assertThat(pulled()).isEqualTo(payloads(only));
    }

    @Test
    void anEntryOfSomebodyWhomTheDirectoryDoesNotKnowIsNotTakenOver() {
        ArrivedEntry forged = Person.MALLORY.entries(3).docCreate("forged");
        ArrivedEntry honest = entry();
        push(0, List.of(honest));
        lab.lies(0).lie((dbId, store) -> dbId.value().equals("notes") ? new AddingStore(store, forged) : store);

        assertThat(here(Person.BOB).ids()).containsExactly(honest.id());
    }

    @Test
    void anOriginThatTakesTheSignatureAwayAndChangesMetadataDoesNotHideTheHonestEntry() {
        List<ArrivedEntry> both = some(2);
        push(0, both);
        lab.lies(0).lie((dbId, store) -> dbId.value().equals("notes") ? stripping(store) : store);
        here(Person.BOB).ids();
        push(1, both);

        String id = both.getFirst().id();
        StoredEntry[] read = new StoredEntry[1];
        lab.link(0).cut();
        assertThat(pulled()).isEqualTo(payloads(both));
        try {
            lab.client(Person.BOB).read(List.of(id), (entry, payload) -> read[0] = entry);
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(read[0].metadata()).isEqualTo(both.getFirst().metadata());
    }

    @Test
    void whatWasPurgedIsNotPushedToAnOriginThatDoesNotKnowOfIt() {
        try (PolicyLab policies = new PolicyLab(lab.at(0))) {
            policies.publish(
                    "acl_dochistorypurge_1",
                    Map.of(
                            "form", "accesscontrol",
                            "type", "dochistorypurge",
                            "dbId", "notes",
                            "docIds", List.of("secret")));
        }
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));
        StoreClient alice = here(Person.ALICE);
        alice.ids();
        lab.link(0).cut();

        Answer answer = alice.putBinary(List.of(entries.docCreate("secret")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(lab.at(1).login(Person.BOB).docs("notes").ids()).isEmpty();
    }

    @Test
    void anOriginCannotBackDateAnEntryWhoseSignatureItTookAway() {
        new PolicyLab(lab.at(0)).close();
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));
        push(0, some(2));
        lab.lies(0).lie((dbId, store) -> dbId.value().equals("notes") ? backDating(store) : store);

        assertThat(here(Person.BOB).ids()).isEmpty();
    }

    private static LyingStore backDating(ContentAddressedStore store) {
        Witness own = new Ed25519Witness(new TestEntries(77).newKey(), "notes");
        return new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                EntryMetadata stripped = stripped(entry.metadata());
                return Optional.of(new StoredEntry(stripped, entry.receiptOrder(), own.attest(stripped, 0)));
            }
        };
    }

    private static LyingStore stripping(ContentAddressedStore store) {
        return new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(new StoredEntry(stripped(entry.metadata()), entry.receiptOrder(), entry.receipt()));
            }
        };
    }

    private static EntryMetadata stripped(EntryMetadata m) {
        return new EntryMetadata(
                m.entryType(),
                m.id(),
                m.contentHash(),
                "another",
                m.dependencyIds(),
                m.createdAt(),
                m.createdByPublicKey(),
                m.decryptionKeyId(),
                m.snapshotHeadHashes(),
                m.snapshotHeadEntryIds(),
                m.signature(),
                Optional.empty(),
                m.originalSize(),
                m.encryptedSize(),
                m.attachmentRefs(),
                m.provenance(),
                m.recipients(),
                m.entryVersion());
    }

    @Test
    void anOriginThatDoesNotTrustTheHopIsAsOneThatIsAway() {
        lab.distrust(0);
        List<ArrivedEntry> there = some(3);
        push(1, there);

        assertThat(pulled()).isEqualTo(payloads(there));
        here(Person.ALICE).putBinary(some(1)).ok();
        assertThat(lab.at(1).login(Person.BOB).docs("notes").ids()).hasSize(4);
    }

    @Test
    void theDirectoryComesFromTheFirstOriginThatAnswers() {
        here(Person.BOB).ids();
        lab.link(0).cut();
        lab.at(1).revokeBob();
        StoreClient bob = here(Person.BOB);
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));

        assertThat(bob.call("scanEntriesSince").status()).isEqualTo(401);
    }

    @Test
    void whatAnOriginRejectsOfAPushIsRejectedAndTheRestIsHeld() {
        ArrivedEntry good = entry();

        Answer answer = here(Person.ALICE)
                .putBinary(List.of(good, Person.MALLORY.entries(9).docCreate("of_nobody")))
                .ok();

        assertThat(answer.json().get("rejected")).hasSize(1);
        assertThat(here(Person.BOB).ids()).containsExactly(good.id());
    }

    @Test
    void aPurgedDocumentIsNotShownFromTheOrderOnAndNothingOfItStays() {
        ArrivedEntry secret = entries.docCreate("secret");
        ArrivedEntry other = entry();
        push(0, List.of(secret, other));
        push(1, List.of(secret));
        assertThat(here(Person.BOB).ids()).hasSize(2);
        try (PolicyLab policies = new PolicyLab(lab.at(0))) {
            policies.publish(
                    "acl_dochistorypurge_1",
                    Map.of(
                            "form", "accesscontrol",
                            "type", "dochistorypurge",
                            "dbId", "notes",
                            "docIds", List.of("secret")));
        }
        lab.hop.advance(MergeLab.AGE.plusSeconds(1));
        StoreClient bob = here(Person.BOB);

        assertThat(bob.ids()).containsExactly(other.id());
        assertThat(bob.hasEntries(List.of(secret.id(), other.id()))).containsExactly(other.id());
        assertThat(bob.pullBinary(List.of(secret.id(), other.id()))).containsOnlyKeys(other.id());

        NodeMaintenance maintenance = new NodeMaintenance(
                lab.hop.services().storage(), lab.hop.services().tenants(), Duration.ofDays(7));
        for (int hour = 0; hour < 2; hour++) {
            maintenance.run();
            lab.hop.advance(Duration.ofMinutes(61));
        }
        assertThat(lab.client(Person.BOB).document("secret")).isEmpty();
        assertThat(here(Person.BOB).ids()).containsExactly(other.id());
    }

    @Test
    void aRequestOfAClientCausesAFixedNumberOfRequestsToEachOrigin() {
        for (int round = 0; round < 4; round++) {
            push(0, some(20));
            push(1, some(20));
            pulled();
        }
        StoreClient bob = here(Person.BOB);
        List<String> ids = bob.ids();
        lab.link(0).requests();
        lab.link(1).requests();

        bob.head();
        assertThat(lab.link(0).requests()).hasSize(1);
        assertThat(lab.link(1).requests()).hasSize(1);
        bob.pullBinary(ids);
        assertThat(lab.link(0).requests()).hasSize(1);
        assertThat(lab.link(1).requests()).hasSize(1);
        bob.hasEntries(ids);
        bob.call("getIdBloomSummary").ok();
        assertThat(lab.link(0).requests()).isEmpty();
    }

    @Test
    void aHopThatNeverReachedAnOriginAnswersNothing() {
        lab.link(0).cut();
        lab.link(1).cut();

        assertThatThrownBy(() -> lab.client(Person.BOB).head()).isInstanceOf(StoreUnavailableException.class);
    }
}

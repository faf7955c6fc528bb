package io.blindhop.functions.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.Ed25519Witness;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.PurgedDocumentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MergedStoreTest {
    /** More than a request takes over at once. */
    private static final List<VerifiedEntry> MANY = new TestEntries(92).verifiedCreates(6_500);

    private final TestEntries entries = new TestEntries(91);
    private final Witness witnessOfA = new Ed25519Witness(entries.newKey(), "main");
    private final Witness witnessOfB = new Ed25519Witness(entries.newKey(), "main");
    private final Remote a = new Remote("of a");
    private final Remote b = new Remote("of b");
    private final List<Source> sources = List.of(new Source("a", a), new Source("b", b));
    private final MergeBench bench = new MergeBench();
    private ContentAddressedStore store = bench.process(sources);

    private ArrivedEntry entry() {
        return entries.docCreate(entries.newDocId(), 40);
    }

    private List<VerifiedEntry> some(int count) {
        return Stream.generate(this::entry)
                .limit(count)
                .map(TestEntries::verified)
                .toList();
    }

    private List<String> writtenTo(Remote remote, List<VerifiedEntry> written) {
        List<PutOutcome> outcomes = remote.put(written, remote == a ? witnessOfA : witnessOfB);
        remote.asked();
        return outcomes.stream().map(outcome -> outcome.stored().id()).toList();
    }

    private List<String> writtenTo(Remote remote, int count) {
        return writtenTo(remote, some(count));
    }

    /** A client that keeps its cursor. */
    private final class Client {
        private final List<StoredEntry> shown = new ArrayList<>();
        private Optional<Cursor> cursor = Optional.empty();

        Client pull() {
            return pull(store, 7);
        }

        Client pull(ContentAddressedStore from, int limit) {
            ScanPage page;
            do {
                page = from.scan(cursor, limit, ScanFilter.ALL);
                shown.addAll(page.entries());
                cursor = page.next();
            } while (page.hasMore());
            return this;
        }

        List<String> ids() {
            return shown.stream().map(StoredEntry::id).toList();
        }
    }

    private List<String> read(List<String> ids) {
        List<String> found = new ArrayList<>();
        try {
            store.read(ids, (entry, payload) -> found.add(entry.id()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private List<String> all() {
        return new Client().pull(store, 1000).ids();
    }

    @Test
    void whatIsAtEitherIsShownAndWhatIsAtBothOnceWithTheReceiptItWasSeenWithFirst() {
        List<VerifiedEntry> both = some(3);
        List<String> expected = new ArrayList<>(writtenTo(a, 2));
        expected.addAll(writtenTo(a, both));
        writtenTo(b, both.reversed());
        expected.addAll(writtenTo(b, 2));

        Client client = new Client().pull();

        assertThat(client.ids()).isEqualTo(expected);
        assertThat(client.shown)
                .extracting(StoredEntry::receiptOrder)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 7).boxed().toList());
        assertThat(client.shown.subList(0, 5))
                .isEqualTo(a.scan(Optional.empty(), 100, ScanFilter.ALL).entries());
        assertThat(client.shown.get(6).receipt())
                .isEqualTo(b.metadata(List.of(expected.get(6)))
                        .get(expected.get(6))
                        .receipt());
        assertThat(read(expected)).isEqualTo(expected);
        assertThat(store.head().maxReceiptOrder()).isEqualTo(7);
    }

    @Test
    void aCursorGoesOnAfterANodeWasAwayAndAfterARestart() {
        List<String> first = writtenTo(a, 3);
        Client client = new Client().pull();
        a.goAway();
        List<String> second = writtenTo(b, 9);
        client.pull();
        a.comeBack();
        List<String> third = writtenTo(a, 3);
        store = bench.process(sources);
        client.pull();
        b.goAway();
        List<String> fourth = writtenTo(a, 1);
        client.pull();

        assertThat(client.ids())
                .isEqualTo(Stream.of(first, second, third, fourth)
                        .flatMap(List::stream)
                        .toList());
        assertThat(client.pull().ids()).isEqualTo(all());
    }

    @Test
    void aNodeThatStartsAnewIsLookedAtFromTheBeginningAndNothingDoublesOrMoves() {
        List<VerifiedEntry> kept = some(4);
        writtenTo(a, kept);
        writtenTo(b, 2);
        Client client = new Client().pull();
        StoreHead before = store.head();
        a.restart("of another");
        List<String> added = writtenTo(a, 3);
        writtenTo(a, kept);

        client.pull();

        assertThat(store.head().epoch()).isEqualTo(before.epoch());
        assertThat(client.ids()).doesNotHaveDuplicates().hasSize(9).endsWith(added.toArray(String[]::new));
        assertThat(all()).isEqualTo(client.ids());
    }

    @Test
    void processesThatTakeOverTheSamePagesAtOnceShowEachEntryOnceAndNothingBehindAReader() throws Exception {
        for (int round = 0; round < 3; round++) {
            writtenTo(a, 150);
            writtenTo(b, 150);
            List<Client> clients = Stream.generate(Client::new).limit(4).toList();
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                List<Future<?>> running = new ArrayList<>();
                for (Client client : clients) {
                    ContentAddressedStore own = bench.process(sources);
                    running.add(threads.submit(() -> {
                        start.await();
                        return client.pull(own, 33);
                    }));
                }
                running.add(threads.submit(() -> {
                    start.await();
                    return store.put(some(20), witnessOfA);
                }));
                start.countDown();
                for (Future<?> one : running) {
                    one.get();
                }
            }
            List<String> everything = all();
            assertThat(everything).hasSize((round + 1) * 320).doesNotHaveDuplicates();
            for (Client client : clients) {
                assertThat(client.pull().ids()).isEqualTo(everything);
            }
        }
    }

    @Test
    void aPutGoesToTheFirstThatCanBeReachedAndIsReadAtOnceWithTheReceiptOfThatNode() {
        ArrivedEntry first = entry();
        PutOutcome atA =
                store.put(List.of(TestEntries.verified(first)), witnessOfA).getFirst();
        assertThat(atA.duplicate()).isFalse();
        assertThat(atA.stored().receipt())
                .isEqualTo(a.metadata(List.of(first.id())).get(first.id()).receipt())
                .isPresent();
        a.goAway();
        ArrivedEntry second = entry();

        PutOutcome atB =
                store.put(List.of(TestEntries.verified(second)), witnessOfB).getFirst();

        assertThat(atB.stored().receiptOrder()).isEqualTo(2);
        assertThat(store.metadata(List.of(first.id(), second.id())))
                .containsEntry(first.id(), atA.stored())
                .containsEntry(second.id(), atB.stored());
        assertThat(read(List.of(second.id()))).containsExactly(second.id());
        assertThat(all()).containsExactly(first.id(), second.id());
        a.comeBack();
        assertThat(read(List.of(second.id(), first.id()))).containsExactly(second.id(), first.id());
        assertThat(a.metadata(List.of(second.id()))).isEmpty();
    }

    @Test
    void whatWasAtANodeBeforeAPutComesBeforeItWithOneRequestMore() {
        List<String> before = writtenTo(a, 30);
        List<String> put = store.put(some(2), witnessOfA).stream()
                .map(outcome -> outcome.stored().id())
                .toList();
        assertThat(a.asked()).containsExactly("put", "head", "scan");
        List<String> between = writtenTo(a, 3);

        List<PutOutcome> last = store.put(some(1), witnessOfA);

        assertThat(a.asked()).containsExactly("put", "scan");
        assertThat(last.getFirst().stored().receiptOrder()).isEqualTo(36);
        assertThat(last.getFirst().duplicate()).isFalse();
        assertThat(all())
                .isEqualTo(Stream.of(
                                before,
                                put,
                                between,
                                List.of(last.getFirst().stored().id()))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    void aPutIsHeldEvenIfItsNodeIsLostRightAfterOrIsFarAheadOrHasStartedAnew() {
        writtenTo(a, MANY.subList(0, 5_000));
        List<PutOutcome> ahead = store.put(some(1), witnessOfA);
        assertThat(a.asked()).hasSizeLessThanOrEqualTo(6);
        all();
        a.restart("of another");
        List<PutOutcome> anew = store.put(some(1), witnessOfA);
        a.awayAfterPut();
        List<PutOutcome> lost = store.put(some(1), witnessOfA);
        a.comeBack();

        List<String> everything = all();
        assertThat(everything).hasSize(5_003).doesNotHaveDuplicates();
        for (List<PutOutcome> one : List.of(ahead, anew, lost)) {
            assertThat(one.getFirst().duplicate()).isFalse();
            assertThat(everything).contains(one.getFirst().stored().id());
        }
    }

    @Test
    void aRepeatedPutIsAnsweredWithTheFirstReceiptWhereverTheRepetitionWent() {
        List<VerifiedEntry> one = some(1);
        StoredEntry first = store.put(one, witnessOfA).getFirst().stored();
        a.goAway();

        assertThat(store.put(one, witnessOfB)).containsExactly(new PutOutcome(first, true));
        a.comeBack();
        assertThat(store.put(one, witnessOfA)).containsExactly(new PutOutcome(first, true));
        assertThat(all()).hasSize(1);
    }

    @Test
    void whileAllAreAwayWhatIsKnownIsShownAndNothingElseIsDone() {
        writtenTo(b, 3);
        List<String> known = all();
        StoreHead head = store.head();
        a.goAway();
        b.goAway();

        assertThat(store.head()).isEqualTo(head);
        assertThat(all()).isEqualTo(known);
        assertThat(store.present(known)).hasSize(3);
        assertThat(store.bloom().totalIds()).isEqualTo(3);
        assertThatThrownBy(() -> store.reading(known).begin()).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.put(some(1), witnessOfA)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aStoreOfWhichNoNodeEverToldAnythingIsNoEmptyStore() {
        a.goAway();
        b.goAway();

        assertThatThrownBy(store::head).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(this::all).isInstanceOf(StoreUnavailableException.class);
        b.comeBack();
        assertThat(store.head().maxReceiptOrder()).isZero();
    }

    @Test
    void noWayOfAskingMakesAStoreOfWhichNoNodeEverToldAnythingAnEmptyOne() {
        a.goAway();
        b.goAway();

        assertThatThrownBy(store::bloom).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.present(List.of("some"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.metadata(List.of("some"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.document("some")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> read(List.of("some"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(store::head).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void whatANodeHasThatWasNotLookedAtYetIsNotSaidNotToBeThere() {
        List<String> ids = writtenTo(a, MANY.subList(0, 5_000));
        String last = ids.getLast();
        b.goAway();

        assertThat(store.present(List.of(last, "nobody's"))).containsExactly(last);
        assertThat(a.asked()).containsExactly("head", "scan", "present");
        assertThatThrownBy(() -> read(List.of(last))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.metadata(List.of(last))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.document(MANY.get(4_999).metadata().docId()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(read(List.of("nobody's"))).isEmpty();
        all();

        assertThat(read(List.of(last, "nobody's"))).containsExactly(last);
        assertThat(store.document(MANY.get(4_999).metadata().docId())).hasSize(1);
    }

    @Test
    void lookingForWhatNobodyHasCostsNothingWhenEverythingWasLookedAt() {
        writtenTo(a, 3);
        all();
        a.asked();
        b.asked();

        assertThat(store.present(List.of("nobody's"))).isEmpty();
        assertThat(store.metadata(List.of("nobody's"))).isEmpty();
        assertThat(store.document("nobody's")).isEmpty();
        assertThat(read(List.of("nobody's"))).isEmpty();
        assertThat(a.asked()).isEmpty();
        assertThat(b.asked()).isEmpty();
    }

    @Test
    void aPushThatOneNodeHasTakenGoesToNoOtherEvenIfThisOneFailsBehindIt() {
        a.afterPut(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> store.put(some(1), witnessOfA)).isInstanceOf(StoreUnavailableException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(a.asked()).contains("put");
        assertThat(b.asked()).isEmpty();
    }

    @Test
    void whatWasPurgedHereGoesToNoNode() {
        List<VerifiedEntry> secret = some(1);
        bench.purge(secret.getFirst().metadata().docId());

        assertThatThrownBy(() -> store.put(secret, witnessOfA)).isInstanceOf(PurgedDocumentException.class);

        assertThat(a.asked()).isEmpty();
        assertThat(b.asked()).isEmpty();
    }

    @Test
    void whatIsPurgedWhileANodeTakesItIsNotHeld() {
        List<VerifiedEntry> secret = some(1);
        a.afterPut(() -> bench.purge(secret.getFirst().metadata().docId()));

        assertThatThrownBy(() -> store.put(secret, witnessOfA)).isInstanceOf(PurgedDocumentException.class);

        assertThat(all()).isEmpty();
    }

    @Test
    void whatIsSpreadOverTheNodesIsReadInOrderWithOneRequestToEach() {
        List<String> spread = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spread.addAll(writtenTo(i % 2 == 0 ? a : b, 1));
        }
        Collections.shuffle(spread, new java.util.Random(5));
        spread.add(spread.getFirst());
        all();
        a.asked();
        b.asked();

        assertThat(read(spread)).isEqualTo(spread);

        assertThat(a.asked()).containsExactly("read");
        assertThat(b.asked()).containsExactly("read");
    }

    @Test
    void aNodeThatIsLostInTheMiddleOfAReadIsReplacedByAnotherWithoutALossOrADouble() {
        List<VerifiedEntry> both = some(10);
        List<String> ids = writtenTo(a, both);
        all();
        writtenTo(b, both);
        a.breakAfter(4);

        assertThat(read(ids)).isEqualTo(ids);

        a.comeBack();
        List<String> onlyA = writtenTo(a, 5);
        all();
        a.breakAfter(2);
        List<String> wanted = Stream.of(onlyA, ids).flatMap(List::stream).toList();
        List<String> found = new ArrayList<>();
        assertThatThrownBy(() -> store.read(wanted, (entry, payload) -> found.add(entry.id())))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(found).isEqualTo(onlyA.subList(0, 2));
    }

    @Test
    void whatANodeListsAndDoesNotGiveOrGivesOtherwiseComesFromAnother() {
        List<VerifiedEntry> both = some(30);
        List<String> ids = writtenTo(a, both);
        all();
        writtenTo(b, both);
        a.withheld.addAll(ids.subList(3, 20));
        a.spoiled.add(ids.get(2));
        a.asked();

        assertThat(read(ids)).isEqualTo(ids);
        a.spoiled.clear();
        assertThat(read(ids)).isEqualTo(ids);
        assertThat(a.asked()).as("requests to who withholds").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void whatNobodyGivesIsLeftOutAndKeepsNothingElseBack() {
        List<String> atA = writtenTo(a, 30);
        List<String> atB = writtenTo(b, 30);
        all();
        a.withheld.addAll(atA.subList(5, 30));
        List<String> wanted = IntStream.range(0, 30)
                .boxed()
                .flatMap(i -> Stream.of(atA.get(i), atB.get(i)))
                .toList();
        a.asked();
        b.asked();

        assertThat(read(wanted)).containsAll(atB).doesNotContainAnyElementsOf(atA.subList(5, 30));
        assertThat(Stream.of(a.asked(), b.asked()).flatMap(List::stream)).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void oneBadEntryOfANodeTakesNoneOfItsOthersAlong() {
        List<String> atA = writtenTo(a, 40);
        all();
        a.asked();
        b.asked();
        a.spoiled.add(atA.get(0));
        a.withheld.add(atA.get(7));
        List<String> left = new ArrayList<>(atA);
        left.removeAll(List.of(atA.get(0), atA.get(7)));

        assertThat(read(atA)).isEqualTo(left);
        assertThat(a.asked()).containsExactly("read", "present", "read");
    }

    @Test
    void whatOneNodeSaysOfAnEntryWithoutItsSignatureTakesNothingFromWhatAnotherGives() {
        List<VerifiedEntry> both = some(1);
        String id = writtenTo(a, both).getFirst();
        StoredEntry honest = a.metadata(List.of(id)).get(id);
        a.listedAs.put(id, ofAnother(honest));
        a.spoiled.add(id);
        all();
        List<String> atB = new ArrayList<>(writtenTo(b, both));
        atB.addAll(writtenTo(b, 20));
        all();

        List<StoredEntry> found = new ArrayList<>();
        assertThatCode(() -> store.read(atB, (entry, payload) -> found.add(entry)))
                .doesNotThrowAnyException();

        assertThat(found).extracting(StoredEntry::id).isEqualTo(atB);
        assertThat(found.getFirst().metadata()).isEqualTo(honest.metadata());
    }

    private StoredEntry ofAnother(StoredEntry entry) {
        EntryMetadata m = entry.metadata();
        EntryMetadata other = new EntryMetadata(
                m.entryType(),
                m.id(),
                m.contentHash(),
                m.docId(),
                m.dependencyIds(),
                m.createdAt(),
                entries.newKey().publicPem(),
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
        return new StoredEntry(other, entry.receiptOrder(), entry.receipt());
    }

    @Test
    void aNodeThatWithholdsHereAndThereCostsAFixedNumberOfRequests() {
        List<VerifiedEntry> both = some(200);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.addAll(writtenTo(a, both.subList(i, i + 1)));
            ids.addAll(writtenTo(a, 1));
        }
        all();
        writtenTo(b, both);
        for (int i = 0; i < 400; i += 4) {
            a.withheld.add(ids.get(i));
        }
        a.asked();
        b.asked();

        assertThat(read(ids)).isEqualTo(ids);
        assertThat(a.asked()).hasSizeLessThanOrEqualTo(4);
        assertThat(b.asked()).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void aNodeOfWhichTooMuchIsBadMakesAReadFailAndNotShort() {
        List<String> atA = writtenTo(a, 60);
        all();
        a.spoiled.addAll(atA.subList(0, 50));

        assertThatThrownBy(() -> read(atA)).isInstanceOf(CorruptStoreException.class);
    }

    @Test
    void aReadThatEndedBecauseNobodyTookAnythingGoesOnWhereItWas() {
        List<String> ids = writtenTo(a, 10);
        all();
        a.asked();
        a.interrupt(4, (entry, payload) -> {
            throw new IOException("nobody has taken an entry for 300 seconds");
        });

        assertThat(read(ids)).isEqualTo(ids);
        assertThat(a.asked()).containsExactly("read", "read");
    }

    @Test
    void aReadThatDiesIsAnErrorAndDoesNotHang() {
        List<String> ids = writtenTo(a, 10);
        all();
        a.interrupt(4, (entry, payload) -> {
            throw new StackOverflowError("of the test");
        });

        assertThatThrownBy(() -> read(ids)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoeverAsksForWhatIsAtANodeThatIsAwayIsToldSoAndGetsTheRest() {
        List<String> atA = writtenTo(a, 2);
        List<String> atB = writtenTo(b, 2);
        all();
        a.goAway();

        assertThat(read(atB)).isEqualTo(atB);
        assertThatThrownBy(() -> read(atA)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aRequestCausesAFixedNumberOfRequestsHoweverMuchThereIs() {
        List<VerifiedEntry> many = MANY.subList(0, 6_500);
        writtenTo(a, many);
        writtenTo(b, many);
        for (int call = 0; call < 12; call++) {
            store.head();
            assertThat(a.asked()).hasSizeLessThanOrEqualTo(5);
            assertThat(b.asked()).hasSizeLessThanOrEqualTo(5);
        }
        Client client = new Client();
        for (boolean more = true; more; ) {
            ScanPage page = store.scan(client.cursor, 1000, ScanFilter.ALL);
            client.shown.addAll(page.entries());
            client.cursor = page.next();
            more = page.hasMore();
            assertThat(a.asked()).hasSizeLessThanOrEqualTo(5);
        }
        assertThat(client.ids()).hasSize(6_500);

        store.head();
        assertThat(a.asked()).as("idle").containsExactly("head");
    }

    @Test
    void aPageThatIsNotTheLastCostsTheNodesNothing() {
        writtenTo(a, 20);
        all();
        a.asked();

        assertThat(store.scan(Optional.empty(), 5, ScanFilter.ALL).hasMore()).isTrue();
        assertThat(a.asked()).isEmpty();
    }

    @Test
    void aPullGoesOnAsLongAsANodeHasMoreAndAnEmptyPageIsTheEnd() {
        List<VerifiedEntry> many = MANY.subList(0, 6_100);
        writtenTo(a, many.subList(0, 1_500));
        assertThat(all()).hasSize(1_500);
        writtenTo(b, many);
        Optional<Cursor> end = Optional.of(new Cursor(1_500, "~"));

        ScanPage page = store.scan(end, 1000, ScanFilter.ALL);

        assertThat(page.entries())
                .as("what b has beyond the pages that brought nothing")
                .hasSize(500);
        assertThat(page.hasMore()).isTrue();
        assertThat(all()).hasSize(6_100);
    }

    @Test
    void pagesThatBringNothingDoNotMakeAClientAskForEver() {
        List<VerifiedEntry> many = MANY.subList(0, 6_100);
        writtenTo(a, many);
        List<String> known = all();
        writtenTo(b, many);

        ScanPage page = store.scan(Optional.of(new Cursor(6_100, "~")), 1000, ScanFilter.ALL);

        assertThat(page.entries()).isEmpty();
        assertThat(page.hasMore())
                .as("b has more, but this page cannot move on")
                .isFalse();
        assertThat(all()).isEqualTo(known);
    }
}

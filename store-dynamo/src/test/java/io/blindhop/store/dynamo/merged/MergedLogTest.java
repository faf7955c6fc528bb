package io.blindhop.store.dynamo.merged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MergedLogTest {
    private static final String A = "https://a.example";
    private static final String B = "https://b.example";

    private final TestEntries entries = new TestEntries(31);
    private Lab lab = newLab();

    private static Lab newLab() {
        return new Lab(new InMemoryTable(), new InMemoryBlobStore(), new SettableClock(1_800_000_000_000L));
    }

    private MergedLog log(Trap trap) {
        return new MergedLog(lab.process(trap, lab.clock), Lab.STORE);
    }

    private MergedLog log() {
        return log(Trap.counting());
    }

    private StoredEntry seen(ArrivedEntry entry, long order) {
        WitnessReceipt receipt = new WitnessReceipt(order, "key of " + order, entries.bytes(64));
        return new StoredEntry(entry.metadata(), order, Optional.of(receipt));
    }

    private List<StoredEntry> seen(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(order -> seen(entries.docCreate(entries.newDocId()), order))
                .toList();
    }

    private static List<StoredEntry> all(MergedLog log, int limit) {
        List<StoredEntry> all = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        ScanPage page;
        do {
            page = log.scan(cursor, limit, ScanFilter.ALL);
            all.addAll(page.entries());
            cursor = page.next();
        } while (page.hasMore());
        return all;
    }

    private static List<String> ids(List<StoredEntry> stored) {
        return stored.stream().map(StoredEntry::id).toList();
    }

    /** Contiguous orders, each id once, and everything is found in every way. */
    private void assertWhole(Set<String> expected) {
        List<StoredEntry> all = all(log(), 7);
        assertThat(ids(all)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        assertThat(all)
                .extracting(StoredEntry::receiptOrder)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, expected.size()).boxed().toList());
        assertThat(log().head().maxReceiptOrder()).isEqualTo(expected.size());
        Map<String, MergedEntry> found = log().find(expected);
        BloomFilter bloom = BloomFilter.fromSummary(log().bloom());
        for (StoredEntry entry : all) {
            assertThat(found.get(entry.id()).stored()).isEqualTo(entry);
            assertThat(log().document(entry.metadata().docId())).contains(entry);
            assertThat(bloom.mightContain(entry.id())).isTrue();
        }
    }

    @Test
    void whatWasSeenFirstStaysWithItsReceiptUnderAnOrderOfTheLog() {
        ArrivedEntry twice = entries.docCreate("doc1");
        StoredEntry atA = seen(twice, 70);
        log().append(List.of(atA), A);

        List<MergedEntry> held = log().append(List.of(seen(entries.docCreate("doc2"), 4), seen(twice, 5)), B);

        assertThat(held).extracting(MergedEntry::source).containsExactly(B, A);
        assertThat(held.get(1).stored()).isEqualTo(new StoredEntry(atA.metadata(), 1, atA.receipt()));
        assertWhole(Set.of(twice.id(), held.getFirst().stored().id()));
    }

    @Test
    void anIdTwiceInOneCallIsHeldOnce() {
        StoredEntry entry = seen(1).getFirst();

        assertThat(log().append(List.of(entry, entry), A)).hasSize(2).containsOnly(new MergedEntry(entry, A));
        assertWhole(Set.of(entry.id()));
    }

    @Test
    void theEpochIsOneForAllProcessesAndStays() {
        String epoch = log().head().epoch();
        log().append(seen(3), A);

        assertThat(log().head().epoch()).isEqualTo(epoch).isNotEmpty();
        assertThat(log().isBegun()).isTrue();
        assertThat(new MergedLog(lab.process(Trap.counting(), lab.clock), new StoreId("other", "main", StoreKind.DOCS))
                        .isBegun())
                .isFalse();
    }

    @Test
    void moreThanFitsIntoARowIsHeldInSeveralAndScannedInPagesOfAnySize() {
        List<StoredEntry> many = seen(1203);
        log().append(many, A);

        for (int limit : new int[] {1, 255, 256, 257, 1000}) {
            assertThat(ids(all(log(), limit))).as("limit %d", limit).isEqualTo(ids(many));
        }
        assertWhole(new HashSet<>(ids(many)));
    }

    @Test
    void metadataThatIsLargerThanARowIsHeldToo() {
        List<String> dependencies = IntStream.range(0, 12_000)
                .mapToObj(i -> "doc_d_0_" + entries.bytes(32).toHex())
                .toList();
        StoredEntry large = seen(entries.docChange("doc", dependencies), 1);
        List<StoredEntry> some = List.of(seen(1).getFirst(), large);

        log().append(some, A);

        assertThat(log().find(ids(some)).get(large.id()).stored().metadata()).isEqualTo(large.metadata());
        assertWhole(new HashSet<>(ids(some)));
    }

    @Test
    void anEntryWhoseIdDoesNotBeginWithItsDocumentIsFoundByBoth() {
        StoredEntry odd = seen(entries.entry("doc_create", "other_d_0_1", "doc", entries.bytes(9)), 1);
        StoredEntry like = seen(entries.entry("doc_create", "doc_d_0_1", "doc", entries.bytes(9)), 2);
        StoredEntry unlike = seen(entries.entry("doc_create", "doc_d_0_2", "other", entries.bytes(9)), 3);
        log().append(List.of(odd, like, unlike), A);

        assertThat(log().document("doc")).extracting(StoredEntry::id).containsExactly("other_d_0_1", "doc_d_0_1");
        assertThat(log().find(List.of("other_d_0_1", "doc_d_0_2", "unknown"))).hasSize(2);
    }

    @Test
    void whereverAProcessDiesNothingIsLostNothingIsTwiceAndNothingComesBehindAReader() {
        List<StoredEntry> before = seen(2);
        List<StoredEntry> batch = seen(3);
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 0; ; call++) {
                lab = newLab();
                log().append(before, A);
                boolean died = dies(Trap.deadly(call, afterwards), batch);
                List<StoredEntry> shown = all(log(), 100);
                assertThat(log().head().maxReceiptOrder()).isEqualTo(shown.size());
                lab.advance(Duration.ofSeconds(call % 2 == 0 ? 0 : 11));

                log().append(batch.reversed(), B);

                assertThat(all(log(), 100).subList(0, shown.size())).isEqualTo(shown);
                Set<String> expected = new HashSet<>(ids(before));
                expected.addAll(ids(batch));
                assertWhole(expected);
                if (!died) {
                    break;
                }
            }
        }
    }

    private boolean dies(Trap trap, List<StoredEntry> batch) {
        try {
            log(trap).append(batch, A);
            return false;
        } catch (Trap.Death expected) {
            return true;
        }
    }

    @Test
    void whereverAProcessStandsStillWhileAnotherTakesOverTheSameEachIsHeldOnce() {
        List<StoredEntry> mine = seen(4);
        List<StoredEntry> theirs = new ArrayList<>(seen(2));
        theirs.addAll(mine.subList(1, 3));
        Set<String> expected = new HashSet<>(ids(mine));
        expected.addAll(ids(theirs));
        AtomicBoolean stood = new AtomicBoolean(true);
        for (int call = 0; stood.get(); call++) {
            lab = newLab();
            stood.set(false);
            List<StoredEntry> shown = new ArrayList<>();
            Trap frozen = Trap.frozenBefore(call, () -> {
                stood.set(true);
                log().append(theirs, B);
                shown.addAll(all(log(), 100));
            });

            List<MergedEntry> held = log(frozen).append(mine, A);
            if (!stood.get()) {
                break;
            }

            assertThat(held).extracting(entry -> entry.stored().id()).isEqualTo(ids(mine));
            assertThat(all(log(), 100).subList(0, shown.size())).isEqualTo(shown);
            assertThat(log().find(expected).values()).containsAll(held);
            assertWhole(expected);
        }
    }

    @Test
    void manyProcessesThatTakeOverTheSameAtOnceHoldEachOnceAndShowNothingLate() throws Exception {
        List<StoredEntry> pool = seen(400);
        int writers = 6;
        CountDownLatch start = new CountDownLatch(1);
        AtomicBoolean writing = new AtomicBoolean(true);
        List<StoredEntry> followed = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(writers + 1)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int own = writer;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int from = 0; from < pool.size(); from += 40) {
                        int shifted = (from + own * 10) % (pool.size() - 40);
                        log().append(pool.subList(shifted, shifted + 40), own % 2 == 0 ? A : B);
                        log().append(pool.subList(from, from + 40), own % 2 == 0 ? A : B);
                    }
                    return true;
                }));
            }
            Future<?> reader = threads.submit(() -> {
                start.await();
                Optional<Cursor> cursor = Optional.empty();
                boolean last;
                do {
                    last = !writing.get();
                    long head = log().head().maxReceiptOrder();
                    ScanPage page;
                    do {
                        page = log().scan(cursor, 33, ScanFilter.ALL);
                        followed.addAll(page.entries());
                        cursor = page.next();
                    } while (page.hasMore());
                    assertThat(followed.size()).isGreaterThanOrEqualTo((int) head);
                } while (!last);
                return true;
            });
            start.countDown();
            for (Future<?> writer : running) {
                writer.get();
            }
            writing.set(false);
            reader.get();
        }

        assertThat(followed).isEqualTo(all(log(), 1000));
        assertWhole(new HashSet<>(ids(pool)));
    }

    @Test
    void anIdleHeadIsTwoReadsAndALookUpOneMore() {
        log().append(seen(20), A);
        Trap heads = Trap.counting();
        log(heads).head();
        assertThat(heads.calls()).isEqualTo(2);

        Trap lookUps = Trap.counting();
        log(lookUps).find(List.of("unknown"));
        assertThat(lookUps.calls()).isEqualTo(3);
    }

    @Test
    void aFilterThatTookManyCommitsIsReadFromWhereItWasSaved() {
        for (int batch = 0; batch < 20; batch++) {
            log().append(seen(5), A);
        }
        log().bloom();
        Trap again = Trap.counting();

        BloomFilter bloom = BloomFilter.fromSummary(log(again).bloom());

        assertThat(all(log(), 1000)).allMatch(entry -> bloom.mightContain(entry.id()));
        assertThat(bloom.totalIds()).isEqualTo(100);
        assertThat(again.calls()).as("mark, tail, row, object").isEqualTo(4);
    }

    @Test
    void aFilterThatIsNotFinishedIsNotBegunAgainFromTheStart() {
        for (StoredEntry entry : seen(1_100)) {
            log().append(List.of(entry), A);
        }
        assertThatThrownBy(() -> log(Trap.deadly(136, true)).bloom()).isInstanceOf(Trap.Death.class);
        Trap again = Trap.counting();

        BloomFilter bloom = BloomFilter.fromSummary(log(again).bloom());

        assertThat(all(log(), 1000)).allMatch(entry -> bloom.mightContain(entry.id()));
        assertThat(bloom.totalIds()).isEqualTo(1_100);
        assertThat(again.calls()).isLessThan(40);
    }

    @Test
    void aPurgedDocumentIsGoneFromEverythingAndItsOrdersStayEmpty() {
        StoredEntry other = seen(entries.docCreate("other"), 1);
        StoredEntry first = seen(entries.docCreate("secret"), 2);
        log().append(List.of(other, first), A);
        StoredEntry last = seen(entries.docChange("secret", List.of(first.id())), 3);
        log().append(List.of(last), B);
        List<StoredEntry> before = all(log(), 10);
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");

        purge(Trap.counting());

        assertThat(all(log(), 10)).containsExactly(before.getFirst());
        assertThat(log().document("secret")).isEmpty();
        assertThat(log().find(ids(before))).containsOnlyKeys(other.id());
        assertThat(log().head().maxReceiptOrder()).isEqualTo(3);
        log().append(seen(1), A);
        assertThat(all(log(), 1)).extracting(StoredEntry::receiptOrder).containsExactly(1L, 4L);
    }

    @Test
    void aPurgeThatDiesAnywhereIsFinishedByTheNext() {
        StoredEntry secret = seen(entries.docCreate("secret"), 1);
        StoredEntry other = seen(entries.docCreate("other"), 2);
        boolean died = true;
        for (int call = 0; died; call++) {
            lab = newLab();
            log().append(List.of(secret, other), A);
            new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");
            try {
                purge(Trap.deadly(call, call % 2 == 0));
                died = false;
            } catch (Trap.Death expected) {
                died = true;
            }

            purge(Trap.counting());

            assertThat(ids(all(log(), 10))).containsExactly(other.id());
            assertThat(log().document("secret")).isEmpty();
            assertThat(log().find(List.of(secret.id(), other.id()))).containsOnlyKeys(other.id());
        }
    }

    @Test
    void aWriterThatIndexesAfterAPurgeTakesItsRowsBack() {
        StoredEntry secret = seen(entries.docCreate("secret"), 1);
        Trap counting = Trap.counting();
        log(counting).append(List.of(secret), A);
        for (int call = 0; call < counting.calls(); call++) {
            lab = newLab();
            Trap slow = Trap.frozenBefore(call, () -> {
                if (log().isBegun() && log().head().maxReceiptOrder() > 0) {
                    new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");
                    purge(Trap.counting());
                }
            });

            log(slow).append(List.of(secret), A);

            boolean purged = all(log(), 10).isEmpty();
            assertThat(log().document("secret").isEmpty()).as("call %d", call).isEqualTo(purged);
        }
    }

    @Test
    void aWriterThatIndexesInTheMiddleOfAPurgeLeavesNothing() {
        StoredEntry secret = seen(entries.docCreate("secret"), 1);
        Trap counting = Trap.counting();
        for (int call = 0; call <= counting.calls(); call++) {
            lab = newLab();
            log().append(List.of(secret), A);
            MergedRows writer = new MergedRows(lab.process(Trap.counting(), lab.clock), Lab.STORE);
            MergedCommit commit = writer.at(1).orElseThrow();
            new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");
            if (call == 0) {
                purge(counting);
            } else {
                purge(Trap.frozenBefore(call - 1, () -> writer.settle(commit)));
            }

            assertThat(log().find(List.of(secret.id()))).as("call %d", call).isEmpty();
            assertThat(log().document("secret")).as("call %d", call).isEmpty();
        }
    }

    private void purge(Trap trap) {
        new MergedPurge(lab.process(trap, lab.clock)).run(Lab.STORE.incarnation(), Lab.STORE.dbId());
    }

    @Test
    void everyPartitionIsOnTheListByWhichATenantIsDeleted() {
        InMemoryTable table = new InMemoryTable();
        lab = new Lab(table, new InMemoryBlobStore(), lab.clock);
        log().append(seen(40), A);

        assertThat(new IncarnationPartitions(table, Lab.STORE.incarnation()).some(100))
                .containsAll(table.items().stream()
                        .map(item -> item.key().pk())
                        .filter(partition -> partition.startsWith("V#"))
                        .toList());
    }
}

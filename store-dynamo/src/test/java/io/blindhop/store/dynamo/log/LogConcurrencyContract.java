package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many writers with real duplicates and readers that follow the head, on whatever a table and a bucket are made of. */
public abstract class LogConcurrencyContract {
    private static final int WRITERS = 64;
    private static final int BATCH = 4;
    private static final Witness STAMP = (entry, receivedAt) ->
            Optional.of(new WitnessReceipt(receivedAt, "witness", Bytes.utf8(entry.id() + receivedAt)));

    /** A laboratory on a fresh table and a fresh bucket. */
    protected abstract Lab newLab();

    /** Puts of each writer; one is plenty where every call takes its time. */
    protected int batches() {
        return 3;
    }

    @Test
    void sixtyFourWritersWithDuplicatesStoreEveryEntryOnceAndNothingAppearsBehindAReader() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Lab lab = newLab();
        List<VerifiedEntry> pool = new Batches().small(WRITERS * batches() * BATCH / 3);
        AtomicBoolean writing = new AtomicBoolean(true);
        // Readers that never wait would keep the writers from the few carriers of virtual threads.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService watchers = Executors.newCachedThreadPool()) {
            List<Future<List<StoredEntry>>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(watchers.submit(() -> follow(lab, writing)));
            }
            List<Callable<List<PutOutcome>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                long itsSeed = seed + writer;
                writers.add(() -> write(lab.store(), pool, new Random(itsSeed)));
            }
            List<PutOutcome> outcomes = new ArrayList<>();
            for (Future<List<PutOutcome>> done : threads.invokeAll(writers)) {
                outcomes.addAll(done.get());
            }
            writing.set(false);
            List<StoredEntry> all = Lab.all(lab.store(), 50);
            for (Future<List<StoredEntry>> reader : readers) {
                assertThat(reader.get()).isEqualTo(all);
            }
            check(lab, all, outcomes);
        }
    }

    @Test
    void maintenanceThatRunsAllTheTimeTouchesNoPutThatLives() throws Exception {
        Lab lab = newLab();
        Clock clock = Clock.systemUTC();
        List<VerifiedEntry> pool = new Batches().small(WRITERS);
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> touched = threads.submit(() -> {
                int found = 0;
                do {
                    found += new Maintenance(lab.process(Trap.counting(), clock))
                                    .run()
                                    .foundWork()
                            ? 1
                            : 0;
                } while (writing.get());
                return found;
            });
            List<Callable<List<PutOutcome>>> writers = new ArrayList<>();
            for (VerifiedEntry entry : pool) {
                writers.add(() ->
                        new LogStore(lab.process(Trap.counting(), clock), Lab.STORE).put(List.of(entry), Witness.NONE));
            }
            for (Future<List<PutOutcome>> done : threads.invokeAll(writers)) {
                assertThat(done.get()).singleElement().matches(outcome -> !outcome.duplicate());
            }
            writing.set(false);
            assertThat(touched.get()).isZero();
        }
        Expect.holdsExactly(lab.store(), pool);
        assertThat(lab.store().head().maxReceiptOrder())
                .as("no control commit was needed")
                .isEqualTo(pool.size());
    }

    private static void check(Lab lab, List<StoredEntry> all, List<PutOutcome> outcomes) {
        assertThat(all).extracting(StoredEntry::id).doesNotHaveDuplicates();
        assertThat(all.stream().map(entry -> entry.receipt().orElseThrow().receivedAt()))
                .isSorted();
        assertThat(outcomes).allSatisfy(outcome -> assertThat(all).contains(outcome.stored()));
        Set<String> acknowledged = new HashSet<>();
        outcomes.forEach(outcome -> acknowledged.add(outcome.stored().id()));
        assertThat(all).extracting(StoredEntry::id).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(outcomes.stream().filter(outcome -> !outcome.duplicate())).hasSameSizeAs(all);
        assertThat(lab.store().metadata(acknowledged)).hasSameSizeAs(all);
        assertThat(Lab.payloads(lab.store(), new ArrayList<>(acknowledged))).hasSameSizeAs(all);
    }

    private List<PutOutcome> write(ContentAddressedStore store, List<VerifiedEntry> pool, Random random) {
        List<PutOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < batches(); i++) {
            List<VerifiedEntry> batch = new ArrayList<>();
            for (int j = 0; j < BATCH; j++) {
                batch.add(pool.get(random.nextInt(pool.size())));
            }
            Collections.shuffle(batch, random);
            outcomes.addAll(store.put(batch, STAMP));
        }
        return outcomes;
    }

    /** Follows the store by cursor as a client does, never looking back. */
    private static List<StoredEntry> follow(Lab lab, AtomicBoolean writing) throws InterruptedException {
        ContentAddressedStore store = lab.store();
        List<StoredEntry> seen = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        boolean last = false;
        while (!last) {
            last = !writing.get();
            StoreHead head = store.head();
            ScanPage page;
            do {
                page = store.scan(cursor, 7, ScanFilter.ALL);
                seen.addAll(page.entries());
                cursor = page.next();
            } while (page.hasMore());
            lab.pause();
            assertThat(seen.isEmpty() ? 0 : seen.getLast().receiptOrder())
                    .as("a scan after a head reaches it")
                    .isGreaterThanOrEqualTo(head.maxReceiptOrder());
        }
        return seen;
    }
}

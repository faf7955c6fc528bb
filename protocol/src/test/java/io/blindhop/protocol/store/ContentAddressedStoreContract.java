package io.blindhop.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Every guarantee of {@link ContentAddressedStore}, as one suite that every implementation and every composition extends: the
 * parts for one caller are inherited, the part for many is here. A subclass gives an empty store in {@link #newStore}, and
 * receipts by {@link #SERVER_KEY} for {@link #DB_ID} if it does not use the witness that {@code put} is given.
 */
public abstract class ContentAddressedStoreContract extends ReadContract {
    private static final int WRITERS = 16;
    private static final int BATCHES = 20;
    private static final int BATCH_SIZE = 8;
    private static final int IDS = 600;
    private static final int PATIENCE = 1000;

    private final AtomicInteger refusals = new AtomicInteger();

    /** How many entries with an order up to {@code head} a reader had when it had seen that head and scanned to the end. */
    private record Sighting(long head, long entriesUpToIt) {}

    @Test
    void underConcurrentWritersNothingIsLateNothingIsLostAndEachIdIsStoredOnce() throws Exception {
        List<VerifiedEntry> pool = new TestEntries(POOL_SEED).verifiedCreates(IDS);
        Map<String, List<PutOutcome>> outcomes = new ConcurrentHashMap<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        CountDownLatch start = new CountDownLatch(1);
        List<Sighting> sightings = new ArrayList<>();

        List<StoredEntry> followed;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            Future<List<StoredEntry>> reader = threads.submit(() -> follow(writing, sightings));
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                Random random = new Random(POOL_SEED + w);
                writers.add(threads.submit(writer(pool, random, start, outcomes)));
            }
            start.countDown();
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                writing.set(false);
            }
            followed = reader.get();
        }

        assertEachIdStoredOnce(outcomes);
        List<StoredEntry> all = scanAll(1000, ScanFilter.ALL);
        assertThat(followed).as("what a reader that followed the head has seen").isEqualTo(all);
        assertThat(ids(all)).containsExactlyInAnyOrderElementsOf(outcomes.keySet());
        assertThat(all).extracting(StoredEntry::receiptOrder).isSorted().doesNotHaveDuplicates();
        assertThat(all)
                .extracting(entry -> entry.receipt().orElseThrow().receivedAt())
                .isSortedAccordingTo(Comparator.naturalOrder());
        for (Sighting sighting : sightings) {
            assertThat(all.stream().filter(entry -> entry.receiptOrder() <= sighting.head()))
                    .as("entries up to order %d, which a head had shown", sighting.head())
                    .hasSize((int) sighting.entriesUpToIt());
        }
    }

    private void assertEachIdStoredOnce(Map<String, List<PutOutcome>> outcomes) {
        outcomes.forEach((id, answers) -> {
            assertThat(answers)
                    .as("answers for %s", id)
                    .extracting(PutOutcome::stored)
                    .containsOnly(answers.getFirst().stored());
            assertThat(answers.stream().filter(outcome -> !outcome.duplicate()).count())
                    .as("first arrivals of %s", id)
                    // Whose put was refused may have been stored all the same, and then repeats it.
                    .isBetween(refusals.get() == 0 ? 1L : 0L, 1L);
        });
    }

    private Callable<Void> writer(
            List<VerifiedEntry> pool, Random random, CountDownLatch start, Map<String, List<PutOutcome>> outcomes) {
        return () -> {
            start.await();
            for (int b = 0; b < BATCHES; b++) {
                List<VerifiedEntry> batch =
                        random.ints(BATCH_SIZE, 0, IDS).mapToObj(pool::get).toList();
                clock.set(START + random.nextInt(1000));
                List<PutOutcome> answer = patiently(() -> put(batch));
                assertThat(answer)
                        .extracting(outcome -> outcome.stored().id())
                        .isEqualTo(batch.stream().map(VerifiedEntry::id).toList());
                answer.forEach(outcome -> outcomes.computeIfAbsent(
                                outcome.stored().id(), _ -> Collections.synchronizedList(new ArrayList<>()))
                        .add(outcome));
            }
            return null;
        };
    }

    private List<StoredEntry> follow(AtomicBoolean writing, List<Sighting> sightings) {
        List<StoredEntry> seen = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        boolean last;
        do {
            last = !writing.get();
            long head = patiently(store::head).maxReceiptOrder();
            ScanPage page;
            do {
                Optional<Cursor> from = cursor;
                page = patiently(() -> store.scan(from, 7, ScanFilter.ALL));
                seen.addAll(page.entries());
                cursor = page.next();
            } while (page.hasMore());
            sightings.add(new Sighting(
                    head,
                    seen.stream().filter(entry -> entry.receiptOrder() <= head).count()));
        } while (!last);
        return seen;
    }

    private <T> T patiently(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (StoreUnavailableException e) {
                refusals.incrementAndGet();
                if (attempt == PATIENCE) {
                    throw e;
                }
            }
        }
    }
}

package io.blindhop.protocol.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachedStoreTest {
    private final TestEntries entries = new TestEntries(77);
    private final InMemoryContentAddressedStore origin = new InMemoryContentAddressedStore(Clock.systemUTC(), "one");
    private final Upstream upstream = new Upstream(origin);
    private final InMemoryEntryCache cache = new InMemoryEntryCache();
    private final CachedStore store = new CachedStore(upstream, cache, new Flights());

    private List<String> written(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ArrivedEntry entry = entries.docCreate("doc" + i);
            origin.put(List.of(TestEntries.verified(entry)), Witness.NONE);
            ids.add(entry.id());
        }
        return ids;
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

    private ScanPage scan(long after, int limit) {
        return store.scan(Optional.of(new Cursor(after, "x")), limit, ScanFilter.ALL);
    }

    @Test
    void anEntryIsAskedForOnceAndThenNeverAgain() {
        List<String> ids = written(3);
        store.head();

        assertThat(read(ids)).isEqualTo(ids);
        upstream.goAway();

        assertThat(read(ids)).isEqualTo(ids);
        assertThat(store.metadata(ids)).containsOnlyKeys(ids);
    }

    @Test
    void whatIsMissingIsAskedForInOneRequestHoweverItIsMixedWithWhatIsKept() {
        List<String> ids = written(6);
        read(List.of(ids.get(1), ids.get(3)));
        upstream.asked.clear();

        assertThat(read(ids)).isEqualTo(ids);

        assertThat(upstream.asked)
                .containsExactly("read " + String.join(" ", ids.get(0), ids.get(2), ids.get(4), ids.get(5)));
    }

    @Test
    void whatNobodyHasIsLeftOutBesideWhatIsKept() {
        List<String> ids = written(2);
        read(List.of(ids.get(1)));
        upstream.asked.clear();

        assertThat(read(List.of("unknown", ids.get(1), ids.get(0)))).containsExactly(ids.get(1), ids.get(0));
        assertThat(upstream.asked).hasSize(1);
    }

    @Test
    void whatTheCacheLosesDuringAReadComesFromTheUpstreamInTheSamePlace() throws IOException {
        List<String> ids = written(4);
        read(ids);
        List<String> found = new ArrayList<>();

        store.read(ids, (entry, payload) -> {
            cache.forget(ids.get(2));
            found.add(entry.id());
        });

        assertThat(found).isEqualTo(ids);
        assertThat(upstream.asked).last().isEqualTo("read " + ids.get(2) + " " + ids.get(3));
    }

    @Test
    void whatCameBeforeTheUpstreamBrokeOffIsNotAskedForAgain() {
        List<String> ids = written(4);
        upstream.breakAfter(3);
        assertThatThrownBy(() -> read(ids)).isInstanceOf(StoreUnavailableException.class);
        upstream.comeBack();

        assertThat(read(ids)).isEqualTo(ids);
        assertThat(upstream.asked).last().isEqualTo("read " + ids.get(3));
    }

    @Test
    void aPageAfterWhichThereIsMoreIsAskedForOnce() {
        written(5);
        ScanPage first = scan(0, 2);
        upstream.asked.clear();

        assertThat(scan(0, 2)).isEqualTo(first);
        assertThat(upstream.asked).isEmpty();
        assertThat(scan(0, 3).entries()).as("another limit").hasSize(3);
    }

    @Test
    void theLastPageIsAskedForAgainBecauseItGrows() {
        written(3);
        assertThat(scan(2, 10).entries()).hasSize(1);
        written(2);

        assertThat(scan(2, 10).entries()).hasSize(3);
    }

    @Test
    void whileTheUpstreamIsAwayWhatWasSeenIsAnsweredAndNothingElse() {
        List<String> ids = written(3);
        StoreHead head = store.head();
        ScanPage last = scan(1, 10);
        List<StoredEntry> document = store.document("doc1");
        store.bloom();
        read(List.of(ids.getFirst()));

        upstream.goAway();

        assertThat(store.head()).isEqualTo(head);
        assertThat(scan(1, 10)).isEqualTo(last);
        assertThat(store.document("doc1")).isEqualTo(document).hasSize(1);
        assertThat(store.bloom().totalIds()).isEqualTo(3);
        assertThat(read(List.of(ids.getFirst()))).hasSize(1);
        for (Runnable unseen : List.<Runnable>of(
                () -> scan(0, 10),
                () -> store.document("doc2"),
                () -> read(ids),
                () -> store.metadata(ids),
                () -> store.put(List.of(TestEntries.verified(entries.docCreate("doc9"))), Witness.NONE))) {
            assertThatThrownBy(unseen::run).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aDocumentAndTheBloomSummaryAreAskedForAgainWhenTheHeadHasMoved() {
        written(1);
        store.document("doc0");
        store.bloom();
        upstream.asked.clear();
        store.document("doc0");
        store.bloom();
        assertThat(upstream.asked).containsExactly("head", "head");

        written(1);

        assertThat(store.document("doc0")).hasSize(2);
        assertThat(store.bloom().totalIds()).isEqualTo(2);
    }

    @Test
    void plansAreAskedForTogetherAndKeptUntilTheHeadMoves() {
        written(3);
        List<String> docIds = List.of("doc2", "doc0", "doc1");
        List<MaterializationPlan> plans = store.plans(docIds);
        assertThat(upstream.asked).containsExactly("head", "plans");
        upstream.asked.clear();
        upstream.goAway();

        assertThat(store.plans(docIds)).isEqualTo(plans).hasSize(3);
        assertThatThrownBy(() -> store.plans(List.of("doc2", "doc0"))).isInstanceOf(StoreUnavailableException.class);
        upstream.comeBack();
        written(1);

        assertThat(store.plans(docIds).get(1).diagnostics().headEntryIds()).hasSize(2);
        assertThat(upstream.asked).containsExactly("head", "plans");
    }

    @Test
    void whatCanBeWalkedInTheCacheIsAndTheRestIsAskedForAtOnce() {
        List<ArrivedEntry> chunks = new ArrayList<>(List.of(entries.attachmentChunk("doc", Optional.empty(), 100)));
        for (int i = 0; i < 4; i++) {
            chunks.add(
                    entries.attachmentChunk("doc", Optional.of(chunks.getLast().id()), 100));
        }
        origin.put(TestEntries.verified(chunks.toArray(ArrivedEntry[]::new)), Witness.NONE);
        List<String> ids = chunks.stream().map(ArrivedEntry::id).toList();
        long size = chunks.stream()
                .mapToLong(chunk -> chunk.metadata().originalSize().orElseThrow())
                .sum();
        AttachmentRange whole = new AttachmentRange(ids.getLast(), size, 0, size);
        read(ids.subList(1, 5));
        upstream.asked.clear();

        assertThat(store.attachmentPlan(whole).chunks()).hasSize(5);
        assertThat(store.dependencies(ids.getLast(), DependencyWalk.unrestricted()))
                .isEqualTo(ids);
        assertThat(upstream.asked).containsExactly("attachmentPlan", "dependencies");
        read(ids);
        upstream.goAway();

        assertThat(store.attachmentPlan(whole).chunks()).hasSize(5);
        assertThat(store.dependencies(ids.getLast(), DependencyWalk.unrestricted()))
                .isEqualTo(ids);
    }

    @Test
    void anotherEpochEmptiesTheCache() {
        List<String> ids = written(3);
        store.head();
        read(ids);
        scan(0, 2);
        InMemoryContentAddressedStore restored = new InMemoryContentAddressedStore(Clock.systemUTC(), "two");
        upstream.isNow(restored);

        assertThat(store.head()).isEqualTo(new StoreHead("two", 0));

        assertThat(read(ids)).isEmpty();
        assertThat(scan(0, 2).entries()).isEmpty();
        assertThat(store.metadata(ids)).isEmpty();
    }

    @Test
    void whatWasPutThroughItIsKeptAsTheUpstreamStoredIt() {
        ArrivedEntry entry = entries.docCreate("doc");
        store.head();

        StoredEntry stored = store.put(List.of(TestEntries.verified(entry)), Witness.NONE)
                .getFirst()
                .stored();
        upstream.goAway();

        assertThat(store.metadata(List.of(entry.id()))).isEqualTo(Map.of(entry.id(), stored));
        assertThat(read(List.of(entry.id()))).containsExactly(entry.id());
    }

    @Test
    void aCacheThatCannotKeepAnythingDisturbsNobody() {
        CachedStore through = new CachedStore(
                upstream,
                new InMemoryEntryCache() {
                    @Override
                    public synchronized void keep(List<Kept> more) {
                        throw new StoreUnavailableException("the disk is full");
                    }
                },
                new Flights());
        ArrivedEntry entry = entries.docCreate("doc");
        through.head();

        through.put(List.of(TestEntries.verified(entry)), Witness.NONE);

        List<String> found = new ArrayList<>();
        assertThat(through.metadata(List.of(entry.id()))).hasSize(1);
        try {
            through.read(List.of(entry.id(), "unknown", entry.id()), (read, payload) -> found.add(read.id()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(found).containsExactly(entry.id(), entry.id());
    }

    @Test
    void readersAtTheSameTimeAskForEachEntryOnce() throws Exception {
        List<String> ids = written(200);
        store.head();
        int readers = 8;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                List<String> own = reader % 2 == 0 ? ids : ids.reversed();
                all.add(threads.submit(() -> {
                    start.await();
                    return read(own);
                }));
            }
            start.countDown();
            for (Future<List<String>> one : all) {
                assertThat(one.get()).hasSize(200);
            }
        }

        assertThat(upstream.asked.stream()
                        .filter(what -> what.startsWith("read"))
                        .mapToInt(what -> what.split(" ").length - 1)
                        .sum())
                .isEqualTo(200);
    }
}

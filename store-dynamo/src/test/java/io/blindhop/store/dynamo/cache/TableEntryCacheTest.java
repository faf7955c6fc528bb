package io.blindhop.store.dynamo.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import io.blindhop.protocol.compose.Kept;
import io.blindhop.protocol.compose.PageRequest;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.StoreId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableEntryCacheTest {
    private static final StoreHead HEAD = new StoreHead("one", 9);
    private static final String PARTITION = "H#" + Lab.STORE.joined('#');
    private static final PageRequest FIRST = new PageRequest(0, 100, ScanFilter.ALL);

    private final CacheLab lab = new CacheLab();
    private final TestEntries entries = new TestEntries(3);
    private long order;

    @BeforeEach
    void seeHead() {
        cache().keepHead(HEAD);
    }

    /** As another request sees it. */
    private TableEntryCache cache() {
        return new TableEntryCache(lab.context(), Lab.STORE);
    }

    private Kept entry(int payloadBytes) {
        ArrivedEntry arrived = entries.entry("doc_create", "id" + order, "doc" + order, entries.bytes(payloadBytes));
        return new Kept(new StoredEntry(arrived.metadata(), ++order, Optional.empty()), arrived.payload());
    }

    private static List<String> ids(List<Kept> kept) {
        return kept.stream().map(one -> one.entry().id()).toList();
    }

    private List<Kept> read(List<String> ids) {
        List<Kept> found = new ArrayList<>();
        try {
            int done = cache().read(ids, (entry, payload) -> found.add(new Kept(entry, payload)));
            assertThat(done).isEqualTo(found.size());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private List<Kept> kept(int... sizes) {
        List<Kept> some = new ArrayList<>();
        for (int size : sizes) {
            some.add(entry(size));
        }
        cache().keep(some);
        return some;
    }

    @Test
    void entriesOfEverySizeComeBackWithOrdersAndPayloads() {
        List<Kept> some = kept(0, 1, 1000, 70_000, 5_000_000, 5_000_000);

        assertThat(read(ids(some))).isEqualTo(some);
        assertThat(cache().metadata(ids(some)).values())
                .containsExactlyInAnyOrderElementsOf(
                        some.stream().map(Kept::entry).toList());
    }

    @Test
    void aReadEndsBeforeTheFirstEntryThatIsNotKept() {
        List<Kept> some = kept(10, 20);

        assertThat(read(List.of(
                        some.get(0).entry().id(), "unknown", some.get(1).entry().id())))
                .containsExactly(some.get(0));
    }

    @Test
    void aPayloadThatIsGoneOrDamagedCountsAsNotKept() {
        List<Kept> some = kept(70_000, 80_000);
        String second = lab.blobs.list("", "").stream()
                .filter(blob -> blob.size() == 80_000)
                .findFirst()
                .orElseThrow()
                .name();

        lab.blobs.put(second, List.of(entries.bytes(80_000)));
        assertThat(read(ids(some))).as("damaged").containsExactly(some.get(0));
        lab.blobs.delete(List.of(second));
        assertThat(read(ids(some.reversed()))).as("gone").isEmpty();
    }

    @Test
    void aPageIsThatOfItsRequestAlone() {
        Kept one = entry(10);
        ScanPage page = new ScanPage(
                List.of(one.entry()), Optional.of(new Cursor(1, one.entry().id())), true);
        cache().keepPage(FIRST, page);

        assertThat(cache().page(FIRST)).contains(page);
        ScanFilter all = ScanFilter.ALL;
        for (PageRequest other : List.of(
                new PageRequest(1, 100, all),
                new PageRequest(0, 101, all),
                new PageRequest(
                        0, 100, new ScanFilter(Optional.of("d"), Set.of(), OptionalLong.empty(), OptionalLong.empty())),
                new PageRequest(
                        0,
                        100,
                        new ScanFilter(Optional.empty(), Set.of("a"), OptionalLong.empty(), OptionalLong.empty())),
                new PageRequest(
                        0, 100, new ScanFilter(Optional.empty(), Set.of(), OptionalLong.of(1), OptionalLong.empty())),
                new PageRequest(
                        0,
                        100,
                        new ScanFilter(Optional.empty(), Set.of(), OptionalLong.empty(), OptionalLong.of(1))))) {
            assertThat(cache().page(other)).as("%s", other).isEmpty();
        }
    }

    @Test
    void anEmptyPageWithoutACursorIsKeptToo() {
        ScanPage empty = new ScanPage(List.of(), Optional.empty(), false);
        cache().keepPage(FIRST, empty);

        assertThat(cache().page(FIRST)).contains(empty);
    }

    @Test
    void pagesThatNobodyRenewsEnd() {
        cache().keepPage(FIRST, new ScanPage(List.of(), Optional.empty(), false));
        lab.advance(CacheLimits.ANSWERS.plusSeconds(1));

        assertThat(cache().page(FIRST)).isEmpty();
    }

    @Test
    void documentsPlansAndBloomSummariesAreOfOneHead() {
        List<StoredEntry> document = List.of(entry(5).entry());
        BloomFilter filter = BloomFilter.of(BloomSizing.forIds(10));
        filter.add("id0");
        cache().keepDocument(HEAD, "doc0", document);
        cache().keepBloom(HEAD, filter.toSummary());
        cache().keepBloom(HEAD, filter.toSummary());
        List<MaterializationPlan> plans = List.of(
                MaterializationPlanner.plan("doc0", document),
                MaterializationPlanner.plan(
                        "doc1",
                        List.of(new StoredEntry(
                                entries.snapshot("doc1", List.of("a"), 5).metadata(), 7, Optional.empty()))));
        cache().keepPlans(HEAD, plans);

        assertThat(cache().document(HEAD, "doc0")).contains(document);
        assertThat(cache().bloom(HEAD)).contains(filter.toSummary());
        assertThat(lab.objects()).as("objects of Bloom filters").isEqualTo(1);
        for (StoreHead other : List.of(new StoreHead("one", 10), new StoreHead("two", 9))) {
            assertThat(cache().document(other, "doc0")).isEmpty();
            assertThat(cache().plans(other, List.of("doc0", "doc1"))).isEmpty();
            assertThat(cache().bloom(other)).isEmpty();
        }
        assertThat(cache().document(HEAD, "doc1")).isEmpty();
        assertThat(cache().plans(HEAD, List.of("doc0", "doc1"))).contains(plans);
        assertThat(cache().plans(HEAD, List.of("doc1", "doc0"))).isEmpty();
    }

    @Test
    void anotherEpochEmptiesItForAllRequestsToCome() {
        List<Kept> some = kept(10, 70_000);
        cache().keepPage(FIRST, new ScanPage(List.of(), Optional.empty(), false));

        cache().keepHead(new StoreHead("two", 1));

        assertThat(read(ids(some))).isEmpty();
        assertThat(cache().page(FIRST)).isEmpty();
        assertThat(cache().head()).contains(new StoreHead("two", 1));
    }

    @Test
    void aHeadDoesNotGoBack() {
        cache().keepHead(new StoreHead("one", 12));
        TableEntryCache late = cache();
        late.keepHead(new StoreHead("one", 11));

        assertThat(late.head()).contains(new StoreHead("one", 12));
        assertThat(cache().head()).contains(new StoreHead("one", 12));
    }

    @Test
    void ofTwoProcessesThatSeeAnotherEpochOneBeginsTheNewLife() {
        TableEntryCache first = cache();
        TableEntryCache second = cache();
        first.head();
        second.head();
        first.keepHead(new StoreHead("two", 1));
        Kept one = entry(10);
        first.keep(List.of(one));

        second.keepHead(new StoreHead("two", 1));

        assertThat(second.metadata(List.of(one.entry().id()))).hasSize(1);
    }

    @Test
    void maintenanceRemovesEveryRowAndObjectOfWhatWasForgotten() {
        kept(10, 70_000);
        cache().keepPage(FIRST, new ScanPage(List.of(), Optional.empty(), false));
        cache().keepBloom(HEAD, BloomFilter.of(BloomSizing.forIds(10)).toSummary());
        CacheMaintenance maintenance = new CacheMaintenance(lab.context(), Long.MAX_VALUE);
        cache().keepHead(new StoreHead("two", 1));
        List<Kept> young = kept(20);

        maintenance.run();
        assertThat(lab.objects()).as("its writer may be at work").isGreaterThan(1);
        lab.advance(Duration.ofHours(2));
        assertThat(maintenance.run()).isEqualTo(1);

        assertThat(read(ids(young))).isEqualTo(young);
        assertThat(lab.objects()).isEqualTo(1);
        assertThat(lab.rows(PARTITION))
                .as("head, one entry, its batch and its members")
                .isEqualTo(4);
    }

    @Test
    void theOldestEntriesGoWhenThereAreMoreThanTheLimitAllows() {
        List<Kept> oldest = kept(400);
        lab.advance(Duration.ofSeconds(1));
        TableEntryCache other =
                new TableEntryCache(lab.context(), new StoreId(Lab.STORE.incarnation(), "other", Lab.STORE.kind()));
        other.keepHead(HEAD);
        Kept second = entry(400);
        other.keep(List.of(second));
        lab.advance(Duration.ofSeconds(1));
        List<Kept> newest = kept(400);

        assertThat(new CacheMaintenance(lab.context(), 1200).run()).isZero();
        assertThat(new CacheMaintenance(lab.context(), 1199).run()).isEqualTo(1);

        assertThat(read(ids(oldest))).isEmpty();
        assertThat(other.metadata(List.of(second.entry().id()))).hasSize(1);
        assertThat(read(ids(newest))).isEqualTo(newest);
        assertThat(lab.objects()).isEqualTo(2);
        new CacheMaintenance(lab.context(), 0).run();
        assertThat(lab.objects()).isZero();
        assertThat(lab.rows(PARTITION)).as("the head alone").isEqualTo(1);
    }

    @Test
    void howManyDatabasesAreKeptTheOldestEntriesOfAllGoFirst() {
        List<TableEntryCache> caches = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TableEntryCache cache = new TableEntryCache(
                    lab.context(), new StoreId(Lab.STORE.incarnation(), "db" + i, Lab.STORE.kind()));
            cache.keepHead(HEAD);
            caches.add(cache);
        }
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            kept.add(entry(100));
            caches.get(i % 3).keep(List.of(kept.get(i)));
            lab.advance(Duration.ofSeconds(1));
        }

        assertThat(new CacheMaintenance(lab.context(), 500).run()).isEqualTo(7);

        for (int i = 0; i < 12; i++) {
            assertThat(caches.get(i % 3).metadata(List.of(kept.get(i).entry().id())))
                    .as("entry " + i)
                    .hasSize(i < 7 ? 0 : 1);
        }
    }

    @Test
    void aDamagedCacheKeepsMaintenanceFromNoOther() {
        StoreId damaged = new StoreId(Lab.STORE.incarnation(), "a", Lab.STORE.kind());
        TableEntryCache first = new TableEntryCache(lab.context(), damaged);
        first.keepHead(HEAD);
        first.keep(List.of(entry(400)));
        new CacheMaintenance(lab.context(), Long.MAX_VALUE).run();
        lab.advance(Duration.ofSeconds(1));
        List<Kept> some = kept(400);
        String partition = "H#" + damaged.joined('#');
        for (Item row : lab.table.query(Query.prefix(partition, "", Integer.MAX_VALUE, Consistency.STRONG))) {
            if (CacheKeys.putOfBatch(row.key()).isPresent()) {
                lab.table.putAll(List.of(Item.of(row.key()).build()));
            }
        }

        assertThatThrownBy(() -> new CacheMaintenance(lab.context(), 500).run())
                .isInstanceOf(CorruptStoreException.class);

        assertThat(read(ids(some))).as("of 800 bytes, 400 of which cannot go").isEmpty();
    }

    @Test
    void maintenanceGoesThroughACacheUntilItHasNotChangedForAWhile() {
        kept(10);
        CacheMaintenance maintenance = new CacheMaintenance(lab.context(), Long.MAX_VALUE);
        maintenance.run();
        assertThat(lab.rows("HC")).isEqualTo(1);
        lab.advance(Duration.ofMinutes(91));
        maintenance.run();
        assertThat(lab.rows("HC"))
                .as("a change just before it was to be told again may have got its name later")
                .isEqualTo(1);
        lab.advance(Duration.ofMillis(1));
        maintenance.run();
        assertThat(lab.rows("HC")).isZero();

        List<Kept> more = kept(10);
        assertThat(lab.rows("HC")).isEqualTo(1);
        lab.advance(Duration.ofMinutes(20));
        cache().keep(more);
        lab.advance(Duration.ofMinutes(20));
        cache().keep(more);
        lab.advance(Duration.ofMinutes(60));
        maintenance.run();
        assertThat(lab.rows("HC")).as("it was told again").isEqualTo(1);
        lab.advance(Duration.ofMinutes(32));
        maintenance.run();
        assertThat(lab.rows("HC")).isZero();
        assertThat(new CacheMaintenance(lab.context(), 0).run())
                .as("as long as nothing changes")
                .isZero();
    }

    @Test
    void aPurgeEmptiesWhatIsKeptOfTheDatabaseInBothPassesAndOfNoOther() {
        List<Kept> some = kept(10);
        TableEntryCache other =
                new TableEntryCache(lab.context(), new StoreId(Lab.STORE.incarnation(), "other", Lab.STORE.kind()));
        other.keepHead(HEAD);
        new PurgeJobs(lab.table).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "doc0");
        CacheMaintenance caches = new CacheMaintenance(lab.context(), Long.MAX_VALUE);
        Maintenance maintenance = new Maintenance(lab.context(), caches::forget);

        maintenance.run();
        assertThat(read(ids(some))).isEmpty();
        assertThat(other.head()).contains(HEAD);
        cache().keepHead(HEAD);
        cache().keep(some);
        maintenance.run();
        assertThat(read(ids(some))).as("between the passes").isEqualTo(some);
        lab.advance(Duration.ofHours(2));
        maintenance.run();

        assertThat(read(ids(some))).isEmpty();
    }
}

package io.blindhop.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Purpose;
import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.cost.Usage;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What design 3.3 allows, counted and never timed. The store of a million entries is made of copies of one commit. */
final class CostBoundsTest {
    private static final int THOUSAND = 1_000;
    private static final int MILLION = 1_000_000;

    private static final double PUSH_USD = 0.35;
    private static final int BATCHES = 2 * MeteredStore.BATCHES_OF_A_WINDOW;
    private static final int ENTRIES_OF_WINDOWS = BATCHES * MeteredStore.BATCH;
    private static final int RUNS_OF_A_MILLION = 4;

    private static MeteredStore small;
    private static MeteredStore large;

    @BeforeAll
    static void makeStores() {
        small = MeteredStore.ofSize(10 * THOUSAND);
        large = MeteredStore.ofSize(MILLION);
    }

    @Test
    void aPushInBatchesOf250CostsAtMost35CentsPerMillionEntries() throws Exception {
        Usage usage = large.usageOf(puttingWindows(large, large.store()));

        assertThat(MeteredStore.usdPerMillion(usage, ENTRIES_OF_WINDOWS)).isLessThanOrEqualTo(PUSH_USD);
    }

    @Test
    void aPushCostsNoMoreWhereEveryBatchIsTheFirstOfItsProcess() throws Exception {
        Usage usage = large.usageOf(() -> {
            for (int i = 0; i < BATCHES; i++) {
                large.put(large.cold(), large.batch());
            }
        });

        assertThat(MeteredStore.usdPerMillion(usage, ENTRIES_OF_WINDOWS)).isLessThanOrEqualTo(PUSH_USD);
    }

    @Test
    void aBatchIsOneObjectAndWhatTheIndexTakesOfEveryFourth() throws Exception {
        MeteredStore store = MeteredStore.ofSize(0);
        Usage usage = store.usageOf(puttingWindows(store, store.store()));

        assertThat(usage.of(BlobMeter.Operation.PUT).calls())
                .isEqualTo(BATCHES + BATCHES / MeteredStore.BATCHES_OF_A_WINDOW);
        assertThat(usage.of(BlobMeter.Operation.LIST).calls()).isZero();
    }

    @Test
    void aBatchThatIsPushedAgainWritesNothing() throws Exception {
        List<VerifiedEntry> batch = small.batch();
        small.put(batch);

        Usage usage = small.usageOf(putting(small, batch));

        assertThat(usage.ofTable().writeUnits()).isZero();
        assertThat(usage.of(BlobMeter.Operation.PUT).calls()).isZero();
    }

    @Test
    void aFreshPullCostsAtMost10CentsPerMillionEntriesAlsoFromAProcessThatHasJustBegun() throws Exception {
        MeteredStore store = MeteredStore.ofSize(0);
        for (int i = 0; i < BATCHES; i++) {
            store.put(store.batch());
        }

        for (ContentAddressedStore process : List.of(store.store(), store.cold())) {
            Usage usage = store.usageOf(() -> pull(process));

            assertThat(MeteredStore.usdPerMillion(usage, 4 * MeteredStore.BATCH))
                    .isLessThanOrEqualTo(0.10);
        }
    }

    private static void pull(ContentAddressedStore store) throws Exception {
        store.head();
        List<String> ids = store.scan(Optional.empty(), 1000, ScanFilter.ALL).entries().stream()
                .map(StoredEntry::id)
                .toList();
        List<String> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MeteredStore.BATCH) {
            store.read(ids.subList(from, from + MeteredStore.BATCH), (entry, payload) -> read.add(entry.id()));
        }
        assertThat(read).hasSize(4 * MeteredStore.BATCH);
    }

    @Test
    void theHeadOfAStoreIsOneReadUnitHoweverManyEntriesItHas() throws Exception {
        for (MeteredStore store : List.of(small, large)) {
            Usage usage = store.usageOf(() -> store.store().head());

            assertThat(usage.of(Purpose.STORE)).isEqualTo(new TableUse(1, 1, 0));
            assertThat(usage.blobs().values()).allMatch(use -> use.calls() == 0);
        }
    }

    @Test
    void aPageOf1000CostsTheSameAt10ThousandAndAtAMillionEntries() throws Exception {
        Usage ofSmall = small.usageOf(() -> page(small, 5_000));
        Usage ofLarge = large.usageOf(() -> page(large, 900_000));

        assertThat(ofLarge.ofTable().calls()).isEqualTo(ofSmall.ofTable().calls());
        assertSameUnits(ofLarge, ofSmall);
    }

    /** Begins in the middle of a commit. */
    private static void page(MeteredStore store, long after) {
        var page = store.store().scan(Optional.of(new Cursor(after + 7, "seen")), 1000, ScanFilter.ALL);

        assertThat(page.entries()).hasSize(1000);
        assertThat(page.entries().getFirst().receiptOrder()).isEqualTo(after + 8);
    }

    @Test
    void aPutCostsTheSameAtAThousandAndAtAMillionEntries() throws Exception {
        MeteredStore thousand = MeteredStore.ofSize(THOUSAND);
        Usage ofSmall = thousand.usageOf(puttingWindows(thousand, thousand.store()));
        Usage ofLarge = large.usageOf(puttingWindows(large, large.store()));

        assertSamePrice(ofLarge, ofSmall);
    }

    /** Until the index has been brought up to date several times. */
    @Test
    void aPushOfOneEntryAtATimeCostsAtMost2DollarsPerMillionAndTheSameAtAMillionEntries() throws Exception {
        List<Usage> usages = new ArrayList<>();
        for (MeteredStore store : List.of(MeteredStore.ofSize(THOUSAND), large)) {
            List<VerifiedEntry> entries = store.batch();
            usages.add(store.usageOf(() -> entries.forEach(entry -> store.put(List.of(entry)))));
        }

        for (Usage usage : usages) {
            assertThat(MeteredStore.usdPerMillion(usage, MeteredStore.BATCH)).isLessThanOrEqualTo(2.0);
        }
        assertSamePrice(usages.getLast(), usages.getFirst());
    }

    @Test
    void aLookUpCostsTheSameAtAThousandAndAtAMillionEntriesWhereTheProcessIsWarm() throws Exception {
        MeteredStore thousand = MeteredStore.ofSize(THOUSAND);
        for (LookUp lookUp : LOOK_UPS) {
            Usage ofSmall = warm(thousand, lookUp);
            Usage ofLarge = warm(large, lookUp);

            assertSamePrice(ofLarge, ofSmall);
            assertThat(ofLarge.ofTable().readUnits()).isLessThanOrEqualTo(6);
            assertThat(ofLarge.of(BlobMeter.Operation.GET).calls()).isZero();
        }
    }

    @Test
    void aLookUpByAProcessThatHasJustBegunReadsAtMostOneObjectOfEachRun() throws Exception {
        for (LookUp lookUp : LOOK_UPS) {
            Usage usage =
                    large.usageOf(() -> lookUp.in(large.cold(), large.oldest().getFirst()));

            assertThat(usage.of(BlobMeter.Operation.GET).calls()).isLessThanOrEqualTo(RUNS_OF_A_MILLION);
            assertThat(usage.ofTable().readUnits()).isLessThanOrEqualTo(8);
        }
    }

    /** Of the largest run, in which most entries are; an entry of a newer one costs an object more. */
    @Test
    void aLookUpByIdByAProcessThatHasJustBegunCostsTheSameAtAThousandAndAtAMillionEntries() throws Exception {
        MeteredStore thousand = MeteredStore.ofSize(THOUSAND);
        LookUp byId = LOOK_UPS.getFirst();

        assertSamePrice(
                large.usageOf(() -> byId.in(large.cold(), large.oldest().getFirst())),
                thousand.usageOf(
                        () -> byId.in(thousand.cold(), thousand.oldest().getFirst())));
    }

    /** Finds an entry, by its id or among those of its document. */
    private interface LookUp {
        void in(ContentAddressedStore store, VerifiedEntry entry);
    }

    private static final List<LookUp> LOOK_UPS = List.of(
            (store, entry) -> assertThat(store.metadata(List.of(entry.id()))).containsKey(entry.id()),
            (store, entry) -> assertThat(store.document(entry.metadata().docId()))
                    .extracting(StoredEntry::id)
                    .contains(entry.id()));

    /** The second time, when the segments are there and the blocks too. */
    private static Usage warm(MeteredStore store, LookUp lookUp) throws Exception {
        VerifiedEntry entry = store.oldest().getFirst();
        lookUp.in(store.store(), entry);
        return store.usageOf(() -> lookUp.in(store.store(), entry));
    }

    @Test
    void aBloomSummaryReadsNothingPerIdAndOnceSavedCostsTheSameAtAnySize() throws Exception {
        MeteredStore hundredThousand = MeteredStore.ofSize(100 * THOUSAND);
        MeteredStore million = MeteredStore.ofSize(MILLION);

        Usage first = million.usageOf(() -> million.store().bloom());
        hundredThousand.store().bloom();
        Usage ofHundredThousand =
                hundredThousand.usageOf(() -> hundredThousand.store().bloom());
        Usage ofMillion = million.usageOf(() -> million.store().bloom());

        assertThat(first.ofTable().calls()).isLessThan(MILLION / 1000);
        assertThat(ofMillion.ofTable()).isEqualTo(ofHundredThousand.ofTable());
        assertThat(ofMillion.ofTable().readUnits()).isLessThanOrEqualTo(3);
        assertThat(ofMillion.of(BlobMeter.Operation.GET).calls()).isEqualTo(1);
    }

    @Test
    void overHttpPushPullAndIdleStayWithinTheirBoundsWithAuthorisation(@TempDir Path folder) throws Exception {
        BenchReport report =
                new Bench(new BenchOptions(1_000, 250, 1), PriceTable.usEast1(), progress -> {}).run(folder);

        assertThat(report.boundsHold()).as(report.toJson()).isTrue();
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.get("functionMegabytes").asInt()).isEqualTo(512);
        for (JsonNode phase : json.get("phases")) {
            assertThat(sum(phase.get("operations"), "requests")).isEqualTo(sum(phase.get("routes"), "requests"));
            assertThat(sum(phase.get("operations"), "readUnits"))
                    .as("maintenance runs beside it")
                    .isPositive()
                    .isLessThanOrEqualTo(sum(phase.get("table"), "readUnits"));
            for (JsonNode operation : phase.get("operations")) {
                JsonNode cost = operation.get("microUsd");
                assertThat(cost.get("function").asDouble())
                        .as("the requests alone")
                        .isGreaterThanOrEqualTo(0.2 * operation.get("requests").asDouble() - 0.001);
                assertThat(cost.get("sum").asDouble())
                        .isCloseTo(
                                cost.get("table").asDouble()
                                        + cost.get("blobs").asDouble()
                                        + cost.get("function").asDouble(),
                                within(0.01));
            }
        }
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        assertThat(text.toString())
                .contains("putEntriesBinary", "with functions")
                .contains("512 MB");
    }

    private static double sum(JsonNode all, String member) {
        double sum = 0;
        for (JsonNode each : all) {
            sum += each.path(member).asDouble();
        }
        return sum;
    }

    private static MeteredStore.Work puttingWindows(MeteredStore store, ContentAddressedStore process) {
        return () -> {
            for (int i = 0; i < BATCHES; i++) {
                store.put(process, store.batch());
            }
        };
    }

    /** Within 10 %. */
    private static void assertSamePrice(Usage usage, Usage other) {
        double price = MeteredStore.usdPerMillion(other, 1);
        assertThat(MeteredStore.usdPerMillion(usage, 1)).isCloseTo(price, within(price / 10));
    }

    private static MeteredStore.Work putting(MeteredStore store, List<VerifiedEntry> batch) {
        return () -> assertThat(store.put(batch)).hasSize(batch.size());
    }

    /** Within 1 %: batches differ in how well they compress. */
    private static void assertSameUnits(Usage usage, Usage other) {
        TableUse units = other.ofTable();
        assertThat(usage.ofTable().readUnits()).isCloseTo(units.readUnits(), within(units.readUnits() / 100));
        assertThat(usage.ofTable().writeUnits()).isCloseTo(units.writeUnits(), within(units.writeUnits() / 100));
    }
}

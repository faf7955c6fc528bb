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

    private static MeteredStore small;
    private static MeteredStore large;

    @BeforeAll
    static void makeStores() {
        small = MeteredStore.ofSize(10 * THOUSAND);
        large = MeteredStore.ofSize(MILLION);
    }

    @Test
    void aPushInBatchesOf250CostsAtMostADollarPerMillionEntries() throws Exception {
        Usage usage = large.usageOf(putting(large, large.batch()));

        assertThat(MeteredStore.usdPerMillion(usage, MeteredStore.BATCH)).isLessThanOrEqualTo(1.00);
    }

    @Test
    void aBatchIsOneObject() throws Exception {
        Usage usage = small.usageOf(putting(small, small.batch()));

        assertThat(usage.of(BlobMeter.Operation.PUT).calls()).isEqualTo(1);
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
    void aFreshPullCostsAtMost15CentsPerMillionEntries() throws Exception {
        MeteredStore store = MeteredStore.ofSize(0);
        for (int i = 1; i < 4; i++) {
            store.put(store.batch());
        }

        Usage usage = store.usageOf(() -> pull(store));

        assertThat(MeteredStore.usdPerMillion(usage, 4 * MeteredStore.BATCH)).isLessThanOrEqualTo(0.15);
    }

    private static void pull(MeteredStore store) throws Exception {
        store.store().head();
        List<String> ids = store.store().scan(Optional.empty(), 1000, ScanFilter.ALL).entries().stream()
                .map(StoredEntry::id)
                .toList();
        List<String> read = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MeteredStore.BATCH) {
            store.store().read(ids.subList(from, from + MeteredStore.BATCH), (entry, payload) -> read.add(entry.id()));
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
    void aPutCostsTheSameAt10ThousandAndAtAMillionEntries() throws Exception {
        Usage ofSmall = small.usageOf(putting(small, small.batch()));
        Usage ofLarge = large.usageOf(putting(large, large.batch()));

        assertThat(ofLarge.ofTable().calls()).isEqualTo(ofSmall.ofTable().calls());
        assertSameUnits(ofLarge, ofSmall);
    }

    @Test
    void aLookUpCostsTheSameAt10ThousandAndAtAMillionEntries() throws Exception {
        Usage ofSmall = lookUp(small);
        Usage ofLarge = lookUp(large);

        assertThat(ofLarge.ofTable()).isEqualTo(ofSmall.ofTable());
        assertThat(ofLarge.ofTable().readUnits()).isLessThanOrEqualTo(2);
    }

    private static Usage lookUp(MeteredStore store) throws Exception {
        String id = store.put(store.batch()).getFirst().stored().id();
        return store.usageOf(
                () -> assertThat(store.store().metadata(List.of(id))).containsKey(id));
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
        assertThat(json.get("functionMegabytes").asInt()).isEqualTo(1024);
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
                .contains("1024 MB");
    }

    private static double sum(JsonNode all, String member) {
        double sum = 0;
        for (JsonNode each : all) {
            sum += each.path(member).asDouble();
        }
        return sum;
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

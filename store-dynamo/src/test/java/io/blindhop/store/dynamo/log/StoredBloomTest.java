package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The filter as it is saved, loaded, lost and outgrown. */
class StoredBloomTest {
    private static final int PROBES = 100_000;
    private static final double MOST_FALSE = 0.0105;

    private final Batches batches = new Batches();
    private final Lab lab = Batches.lab();
    private final List<String> ids = new ArrayList<>();

    private void put(int entries) {
        List<VerifiedEntry> batch = batches.small(entries);
        lab.put(batch);
        batch.forEach(entry -> ids.add(entry.id()));
    }

    private void putMany(int puts, int entriesEach) {
        for (int i = 0; i < puts; i++) {
            put(entriesEach);
        }
    }

    private BloomSummary summary() {
        BloomSummary summary = lab.store().bloom();
        assertThat(summary.totalIds()).isEqualTo(ids.size());
        BloomFilter filter = BloomFilter.fromSummary(summary);
        assertThat(ids).allMatch(filter::mightContain);
        return summary;
    }

    private List<String> saved() {
        return lab.blobs().list("", "").stream()
                .map(Blob::name)
                .filter(name -> name.contains("/bloom/"))
                .toList();
    }

    private int callsOfASummary() {
        Trap counting = Trap.counting();
        lab.store(counting).bloom();
        return counting.calls();
    }

    @Test
    void whoReadsManyCommitsSavesTheFilterAndTheNextOneReadsFew() {
        putMany(40, 2);
        assertThat(saved()).isEmpty();
        int first = callsOfASummary();
        assertThat(saved()).hasSize(1);
        assertThat(callsOfASummary()).isLessThan(first).isLessThanOrEqualTo(4);
        BloomSummary whole = summary();
        put(3);
        BloomSummary more = summary();
        assertThat(more.bitCount()).isEqualTo(whole.bitCount());
        assertThat(saved()).hasSize(1);
    }

    @Test
    void aFilterWhoseObjectIsGoneIsMadeAgainFromTheLog() {
        putMany(40, 2);
        BloomSummary before = summary();
        lab.blobs().delete(saved());
        assertThat(summary()).isEqualTo(before);
    }

    @Test
    void aFilterThatIsFullIsMadeAnewForTwiceAsMany() {
        putMany(40, 5);
        BloomSummary small = summary();
        List<String> first = saved();
        // What was saved in the same millisecond is left to the next one who saves.
        lab.advance(Duration.ofMillis(1));
        put(900);
        BloomSummary large = summary();
        assertThat(large.bitCount()).isGreaterThan(2 * small.bitCount());
        assertThat(saved()).hasSize(1).isNotEqualTo(first);
    }

    @Test
    void atMostOneInAHundredIsFalseAtEverySize() {
        for (int size : new int[] {65, 100, 300, 600, 1_023, 1_024, 1_025, 1_500, 2_049, 3_500, 5_000}) {
            put(size - ids.size());
            BloomFilter filter = BloomFilter.fromSummary(summary());
            long hits = 0;
            for (int probe = 0; probe < PROBES; probe++) {
                hits += filter.mightContain("probe_" + probe + "_d_0_" + Integer.toHexString(probe * 31)) ? 1 : 0;
            }
            assertThat((double) hits / PROBES)
                    .as("false positives at %d ids", size)
                    .isLessThanOrEqualTo(MOST_FALSE);
        }
    }
}

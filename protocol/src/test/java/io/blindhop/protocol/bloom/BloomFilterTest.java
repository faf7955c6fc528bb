package io.blindhop.protocol.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BloomFilterTest {
    private static final double PROMISE = 0.0105;
    private static final int PROBES = 500_000;

    @Test
    void theVectorsOfTheReference() {
        assertThat(reference(List.of())).isEqualTo(new BloomSummary(0, 64, 2, Bytes.fromBase64("AAAAAAAAAAA=")));
        assertThat(reference(List.of("a"))).isEqualTo(new BloomSummary(1, 64, 44, Bytes.fromBase64("VVVVVVVVVVU=")));
        assertThat(reference(List.of("a", "b", "doc1_d_0_abc")))
                .isEqualTo(new BloomSummary(3, 64, 15, Bytes.fromBase64("p3QJ31gH99g=")));
        BloomSummary hundred =
                reference(IntStream.range(0, 100).mapToObj(i -> "id" + i).toList());
        assertThat(hundred.bitCount()).isEqualTo(959);
        assertThat(hundred.hashCount()).isEqualTo(7);
        assertThat(ContentHash.of(hundred.bitset()))
                .isEqualTo("94247e2ba2b46ddbd49825dfb593890263ff6d74731dd082229b13180816138f");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000, 3_333, 100_000, 1_000_000})
    void noIdIsDeniedAndAtMostOnePointZeroFivePercentOfOthersAreAdmitted(int ids) {
        long seed = 42L + ids;
        SplittableRandom random = new SplittableRandom(seed);
        BloomFilter filter = BloomFilter.of(BloomSizing.forIds(ids));
        SplittableRandom replay = random.split();
        SplittableRandom added = new SplittableRandom(seed);
        for (int i = 0; i < ids; i++) {
            filter.add(entryId(added));
        }

        SplittableRandom again = new SplittableRandom(seed);
        for (int i = 0; i < ids; i++) {
            String id = entryId(again);
            if (!filter.mightContain(id)) {
                throw new AssertionError("denies " + id + ", seed " + seed);
            }
        }
        int admitted = 0;
        for (int i = 0; i < PROBES; i++) {
            if (filter.mightContain(entryId(replay))) {
                admitted++;
            }
        }
        assertThat((double) admitted / PROBES)
                .as("false positives, seed %d", seed)
                .isLessThanOrEqualTo(PROMISE);
        assertThat(filter.totalIds()).isEqualTo(ids);
    }

    @Test
    void consecutiveIdsAreAsGoodAsRandomOnes() {
        BloomFilter filter = BloomFilter.of(BloomSizing.forIds(20_000));
        IntStream.range(0, 20_000).forEach(i -> filter.add("doc_" + i + "_d_0_snapshot"));

        long admitted = IntStream.range(20_000, 520_000)
                .filter(i -> filter.mightContain("doc_" + i + "_d_0_snapshot"))
                .count();

        assertThat(admitted / 500_000.0).isLessThanOrEqualTo(PROMISE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10, 107, 1_000, 1_000_000, 10_000_000})
    void bitsArePrimeAndNeverFewerThanTheReferenceTakes(long ids) {
        BloomSizing sizing = BloomSizing.forIds(ids);

        assertThat(BigInteger.valueOf(sizing.bitCount()).isProbablePrime(50)).isTrue();
        assertThat(sizing.bitCount())
                .isGreaterThanOrEqualTo(BloomSizing.reference(ids).bitCount());
        assertThat(sizing.hashCount()).isBetween(1, 16);
    }

    @Test
    void aMillionIdsTakeAtMostHalfAPercentMoreThanTheReference() {
        assertThat(BloomSizing.forIds(1_000_000).bitCount())
                .isLessThan(BloomSizing.reference(1_000_000).bitCount() * 1005 / 1000);
    }

    @Test
    void aSummaryTravelsAndGoesOn() {
        BloomFilter filter = BloomFilter.of(BloomSizing.forIds(10));
        filter.add("a");
        BloomSummary before = filter.toSummary();
        BloomFilter copy = BloomFilter.fromSummary(before);
        copy.add("b");

        assertThat(copy.mightContain("a")).isTrue();
        assertThat(copy.mightContain("b")).isTrue();
        assertThat(copy.totalIds()).isEqualTo(2);
        assertThat(filter.toSummary()).isEqualTo(before);
        assertThat(filter.mightContain("b")).isFalse();
    }

    @Test
    void aSummaryThatContradictsItselfIsRefused() {
        Bytes eight = Bytes.wrap(new byte[8]);

        assertThatThrownBy(() -> BloomFilter.fromSummary(new BloomSummary(0, 65, 2, eight)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bloom filter of 65 bits has 9 bytes, not 8");
        assertThatThrownBy(() -> BloomFilter.fromSummary(new BloomSummary(0, 0, 2, Bytes.empty())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BloomFilter.fromSummary(new BloomSummary(0, Long.MAX_VALUE, 2, eight)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BloomFilter.fromSummary(new BloomSummary(0, 64, 0, eight)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BloomSummary reference(List<String> ids) {
        BloomFilter filter = BloomFilter.of(BloomSizing.reference(ids.size()));
        ids.forEach(filter::add);
        return filter.toSummary();
    }

    private static String entryId(SplittableRandom random) {
        return Long.toHexString(random.nextLong()) + "_d_0_" + Long.toHexString(random.nextLong());
    }
}

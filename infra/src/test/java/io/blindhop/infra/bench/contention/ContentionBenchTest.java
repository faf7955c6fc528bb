package io.blindhop.infra.bench.contention;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.bench.contention.ContentionReport.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the way to wait after a lost race was chosen for. In simulated time, the same at every run. */
final class ContentionBenchTest {
    private static final int PUTS = 4_000;

    private static ContentionReport two;
    private static ContentionReport sixtyFour;

    @BeforeAll
    static void simulate() {
        two = ContentionBench.run(2, PUTS);
        sixtyFour = ContentionBench.run(64, PUTS);
    }

    private static List<Row> rows(int writers, Waiting waiting) {
        return (writers == 2 ? two : sixtyFour)
                .rows().stream().filter(row -> row.waiting() == waiting).toList();
    }

    private static Duration fairShare(int writers, Row row) {
        return Duration.ofNanos((long) (writers * 1e9 / row.result().putsPerSecond()));
    }

    @Test
    void sixtyFourWritersGetMoreDoneThanOne() {
        assertThat(rows(64, Waiting.CHOSEN))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.relativeThroughput()).isGreaterThan(3));
    }

    @Test
    void nobodyStarves() {
        assertThat(rows(64, Waiting.CHOSEN)).allSatisfy(row -> {
            assertThat(row.result().p99()).isLessThan(fairShare(64, row).multipliedBy(4));
            assertThat(row.result().longest()).isLessThan(fairShare(64, row).multipliedBy(8));
        });
    }

    @Test
    void aPutCostsEightTriesAtMost() {
        assertThat(rows(64, Waiting.CHOSEN))
                .allSatisfy(row -> assertThat(row.result().attempts()).isLessThan(8));
    }

    @Test
    void twoWritersWaitForEachOther() {
        assertThat(rows(2, Waiting.CHOSEN)).allSatisfy(row -> {
            assertThat(row.relativeThroughput()).isGreaterThan(1.2);
            assertThat(row.result().p99()).isLessThan(fairShare(2, row).multipliedBy(2));
        });
    }

    @Test
    void whoDoesNotWaitPaysManyTimesOver() {
        assertThat(rows(64, Waiting.AT_ONCE))
                .allSatisfy(row -> assertThat(row.result().attempts()).isGreaterThan(20));
    }

    @Test
    void waitsThatDoNotKnowHowLongACallTakesStarveSomebody() {
        assertThat(rows(64, Waiting.DOUBLING))
                .anySatisfy(row -> assertThat(row.result().p99())
                        .isGreaterThan(fairShare(64, row).multipliedBy(10)));
    }
}

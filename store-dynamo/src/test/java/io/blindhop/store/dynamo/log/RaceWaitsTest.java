package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RaceWaitsTest {
    private static final Duration ATTEMPT = Duration.ofMillis(10);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    /** The bound itself, as far as a number below one goes. */
    private static final RandomGenerator LAST = new Numbers(Math.nextDown(1.0));

    private final RaceWaits waits = new RaceWaits();

    private record Numbers(double each) implements RandomGenerator {
        @Override
        public double nextDouble() {
            return each;
        }

        @Override
        public long nextLong() {
            throw new AssertionError("not asked for");
        }
    }

    private long bound(int lost) {
        return bound(lost, ATTEMPT, NOW);
    }

    private long bound(int lost, Duration attempt, Instant now) {
        return Math.round(waits.afterLoss(lost, attempt, now, LAST).toNanos() / 1e6);
    }

    @Test
    void theFirstWaitIsAtMostAsLongAsTheAttempt() {
        assertThat(bound(0)).isEqualTo(10);
    }

    @Test
    void slowCallsMakeLongWaits() {
        assertThat(bound(0, Duration.ofMillis(300), NOW)).isEqualTo(300);
    }

    @Test
    void theWaitIsAnywhereBelowItsBound() {
        assertThat(waits.afterLoss(0, ATTEMPT, NOW, new Numbers(0))).isZero();
        assertThat(waits.afterLoss(0, ATTEMPT, NOW, new Numbers(0.25))).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void everyLostRaceTellsOfOneMoreWriter() {
        assertThat(bound(0)).isEqualTo(10);
        assertThat(bound(0)).isEqualTo(20);
        assertThat(bound(0)).isEqualTo(30);
    }

    @Test
    void whoComesAnewWaitsLongerThanWhoHasLostBefore() {
        bound(0);
        assertThat(bound(0)).isEqualTo(20);
        assertThat(bound(4)).isEqualTo(10);
    }

    @Test
    void aRaceThatIsWonTellsOfThreeFewer() {
        for (int i = 0; i < 5; i++) {
            bound(0);
        }
        waits.won();
        assertThat(bound(0)).isEqualTo(30);
    }

    @Test
    void fewerThanNoneThereAreNot() {
        waits.won();
        waits.won();
        assertThat(bound(0)).isEqualTo(10);
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        for (int i = 0; i < 5; i++) {
            bound(0);
        }
        assertThat(bound(0, ATTEMPT, NOW.plusSeconds(9))).isEqualTo(60);
        assertThat(bound(0, ATTEMPT, NOW.plusSeconds(20))).isEqualTo(10);
    }

    @Test
    void noWaitIsLongerThanTenSeconds() {
        for (int i = 0; i < 1_000; i++) {
            bound(0);
        }
        assertThat(bound(0)).isEqualTo(2_560);
        assertThat(bound(0, Duration.ofMinutes(1), NOW)).isEqualTo(10_000);
    }
}

package io.blindhop.infra.bench.contention;

import io.blindhop.store.dynamo.log.RaceWaits;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The ways to wait after a lost race that are compared. */
enum Waiting {
    AT_ONCE("not at all"),
    DOUBLING("4 ms, doubling, at most 2 s"),
    DOUBLING_ATTEMPTS("an attempt, doubling, at most 64"),
    CHOSEN("an attempt for every other writer, remembered");

    private final String label;

    Waiting(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** For one writer. */
    Strategy strategy() {
        return switch (this) {
            case AT_ONCE -> (lost, attempt, now, random) -> Duration.ZERO;
            case DOUBLING ->
                (lost, attempt, now, random) ->
                        below(Duration.ofMillis(Math.min(2048, 4L << Math.min(lost, 10))), random);
            case DOUBLING_ATTEMPTS ->
                (lost, attempt, now, random) -> below(attempt.multipliedBy(1L << Math.min(lost, 6)), random);
            case CHOSEN -> new Remembering(new RaceWaits());
        };
    }

    /** What one writer does, put after put. */
    @FunctionalInterface
    interface Strategy {
        /** @see RaceWaits#afterLoss */
        Duration afterLoss(int lost, Duration attempt, Instant now, RandomGenerator random);

        default void won() {}
    }

    private record Remembering(RaceWaits waits) implements Strategy {
        @Override
        public Duration afterLoss(int lost, Duration attempt, Instant now, RandomGenerator random) {
            return waits.afterLoss(lost, attempt, now, random);
        }

        @Override
        public void won() {
            waits.won();
        }
    }

    private static Duration below(Duration bound, RandomGenerator random) {
        return Duration.ofNanos((long) (bound.toNanos() * random.nextDouble()));
    }
}

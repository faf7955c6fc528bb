package io.blindhop.infra.bench.contention;

import java.time.Duration;
import java.util.List;

/**
 * What became of the puts of a simulation.
 *
 * @param putsPerSecond of all writers together
 * @param attempts tries for one put, on average: each after the first costs another set of blocks
 * @param median how long a put took
 * @param p99 what 99 of 100 puts took at most
 * @param longest of those that came to an end
 */
record RaceResult(double putsPerSecond, double attempts, Duration median, Duration p99, Duration longest) {
    static RaceResult of(List<Long> nanos, Duration elapsed, long attempts) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new RaceResult(
                sorted.size() * 1e9 / elapsed.toNanos(),
                (double) attempts / sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                Duration.ofNanos(sorted.getLast()));
    }

    private static Duration at(List<Long> sorted, double share) {
        return Duration.ofNanos(sorted.get((int) (share * (sorted.size() - 1))));
    }
}

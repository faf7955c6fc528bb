package io.blindhop.store.dynamo.log;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long a writer waits after another one has taken the order that it wanted: a random time below a bound that is a multiple
 * of what an attempt takes here and now.
 *
 * <p>The multiple stands for how many others there are. It grows by one with every race that is lost and falls by
 * {@value #FALL} with every one that is won, which holds it where about three races are lost for one that is won: fewer cost
 * more time, more cost more blocks. It is kept from put to put, so that who comes anew has no better odds than who waits, and
 * it counts less for a put that has waited longer. Chosen by simulation against others, at latencies from 1 to 50 ms:
 * {@code blindhop bench contention}, docs/performance.md.
 *
 * <p>Not for several threads at once.
 */
public final class RaceWaits {
    private static final int FALL = 3;

    /** The most writers that are told apart. */
    private static final int MOST = 256;

    /** What was so long ago says nothing of now. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(10);

    /** However slow the attempt was. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private int others;
    private Instant lastLost = Instant.MIN;

    /**
     * The wait after a race was lost.
     *
     * @param lost how many races this put has lost before
     * @param attempt how long the attempt took, from the look at the tail to the answer
     */
    public Duration afterLoss(int lost, Duration attempt, Instant now, RandomGenerator random) {
        if (lastLost.isBefore(now.minus(FORGOTTEN_AFTER))) {
            others = 0;
        }
        lastLost = now;
        others = Math.min(MOST, others + 1);
        double nanos = attempt.toNanos() * (double) others / (1 + lost / 2.0);
        return Duration.ofNanos((long) (Math.min(nanos, (double) LONGEST.toNanos()) * random.nextDouble()));
    }

    /** A race was won, by whichever attempt. */
    public void won() {
        others = Math.max(0, others - FALL);
    }
}

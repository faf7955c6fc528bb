package io.blindhop.store.dynamo.aws;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before what the service left unprocessed is asked for again: a random time below a bound that
 * doubles, so that those who were refused together do not come back together.
 *
 * @param attempts the most tries in all, at least 1
 * @param first the bound of the first wait
 */
public record Backoff(int attempts, Duration first, RandomGenerator random, Sleeper sleeper) {
    /** Waits for a while; a test waits for nothing. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    public Backoff {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
    }

    /** Eight tries within about six seconds, which is less than a client waits for its answer. */
    public static Backoff standard(RandomGenerator random, Sleeper sleeper) {
        return new Backoff(8, Duration.ofMillis(50), random, sleeper);
    }

    /**
     * Waits before the next try.
     *
     * @param tried how often it has been tried, at least 1
     * @throws StoreUnavailableException if that was the last try, or the thread is interrupted
     */
    void await(int tried, String what) {
        if (tried >= attempts) {
            throw new StoreUnavailableException(what + " still left unprocessed after " + tried + " attempts");
        }
        long bound = first.toNanos() << (tried - 1);
        try {
            sleeper.sleep(Duration.ofNanos(random.nextLong(bound)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting to repeat: " + what, e);
        }
    }
}

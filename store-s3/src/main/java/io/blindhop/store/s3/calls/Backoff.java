package io.blindhop.store.s3.calls;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a service that cannot answer is asked again, and how long to wait before that: a random time below a bound that
 * doubles, so that those who were refused together do not come back together. No wait begins that would outlast the time
 * left, less {@link #RESERVE}.
 *
 * @param attempts the most tries in all, at least 1
 * @param first the bound of the first wait
 * @param longest the bound of every wait
 */
public record Backoff(
        int attempts, Duration first, Duration longest, TimeLeft timeLeft, RandomGenerator random, Sleeper sleeper) {
    /** What is kept of the time left for answering. */
    public static final Duration RESERVE = Duration.ofSeconds(1);

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

    /** Eight tries within about five seconds of waiting, which is less than a client waits for its answer. */
    public static Backoff standard(TimeLeft timeLeft, RandomGenerator random, Sleeper sleeper) {
        return new Backoff(8, Duration.ofMillis(50), Duration.ofSeconds(2), timeLeft, random, sleeper);
    }

    /** What is left for calls and waits: zero or negative if there is only time to answer. */
    Duration forCalls() {
        return timeLeft.left().minus(RESERVE);
    }

    /**
     * A random wait before the next try.
     *
     * @param tried how often it has been tried, at least 1
     */
    Duration next(int tried) {
        long bound = Math.min(longest.toNanos(), first.toNanos() << Math.min(tried - 1, 20));
        return Duration.ofNanos(random.nextLong(bound));
    }

    /** Whether there is time for the wait and for something after it. */
    boolean isTimeFor(Duration wait) {
        return wait.compareTo(forCalls()) < 0;
    }

    /**
     * Waits as long as somebody else has chosen.
     *
     * @throws StoreUnavailableException at once if that would outlast the time left
     */
    public void pause(Duration wait) throws InterruptedException {
        if (!isTimeFor(wait)) {
            throw new StoreUnavailableException("no time is left to wait " + wait.toMillis() + " ms and try again");
        }
        sleeper.sleep(wait);
    }

    /**
     * Waits before the next try.
     *
     * @param tried how often it has been tried, at least 1
     * @throws StoreUnavailableException if that was the last try, no time is left, or the thread is interrupted
     */
    void await(int tried, String what) {
        if (tried >= attempts) {
            throw new StoreUnavailableException(what + " still left unprocessed after " + tried + " attempts");
        }
        try {
            pause(next(tried));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting to repeat: " + what, e);
        }
    }
}

package io.blindhop.protocol.client;

import io.blindhop.protocol.network.CallCancelledException;
import io.blindhop.protocol.network.RemoteBusyException;
import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a server that was unreachable or busy is asked again, and when: after a random time below a bound that doubles,
 * or after what the server asks for. No wait begins that would outlast the time left. Every request of the protocol may be
 * repeated, a push too: what is stored already is acknowledged as it is stored.
 *
 * <p>Tries multiply along a chain of hops: a node that passes on what came from another hop should try once.
 *
 * @param attempts the most tries in all, at least 1
 * @param first the bound of the first wait
 * @param longest the bound of every wait; a server that asks for more is not asked again
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, RandomGenerator random, Sleeper sleeper) {
    /** Waits for a while; a test waits for nothing. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
    }

    /** Three tries, within about a second unless the server asks for longer, which it may up to 30 seconds. */
    public static RetryPolicy standard(RandomGenerator random) {
        return new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(30), random, Thread::sleep);
    }

    /** One try. */
    public static RetryPolicy once() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault(), pause -> {});
    }

    /**
     * Waits before the next try, if there is to be one.
     *
     * @param tried how often it has been tried, at least 1
     * @throws RemoteException the given one if that was the last try
     */
    void await(int tried, RemoteException failure, TimeLeft timeLeft) {
        boolean repeatable = failure instanceof RemoteBusyException || failure instanceof RemoteUnreachableException;
        if (!repeatable || tried >= attempts) {
            throw failure;
        }
        Duration wait = wait(tried, failure);
        if (wait.compareTo(longest) > 0 || wait.compareTo(timeLeft.left()) >= 0) {
            throw failure;
        }
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallCancelledException("interrupted while waiting to try again: " + failure.getMessage(), e);
        }
    }

    private Duration wait(int tried, RemoteException failure) {
        if (failure instanceof RemoteBusyException busy && busy.retryAfter().isPresent()) {
            return busy.retryAfter().get();
        }
        long bound = Math.min(longest.toNanos(), first.toNanos() << Math.min(tried - 1, 20));
        return Duration.ofNanos(random.nextLong(Math.max(1, bound)));
    }
}

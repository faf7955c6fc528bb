package io.blindhop.infra.bench.contention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Writers, each a process of its own, put to one store again and again, in simulated time.
 *
 * <p>A put looks at the tail, prepares (look-ups, payloads, blocks) and tries to take the next order; the order goes to whoever's
 * write arrives first of those who saw the same tail. Who loses waits, looks at the tail again, examines what overtook it,
 * writes its blocks anew and tries again. Every call takes the latency: 70 % always, the rest exponentially distributed
 * around its mean; its effect is half-way.
 */
final class RaceSimulation {
    /** Calls of a put, one after the other, between its first look at the tail and its first try. */
    private static final int PREPARING_CALLS = 12;

    /** Calls between a later look at the tail and the next try: what overtook it, new blocks. */
    private static final int REPEATED_CALLS = 2;

    private static final double ALWAYS = 0.7;

    private final Duration latency;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final List<Long> waits = new ArrayList<>();
    private long now;
    private long scheduled;
    private long tail;
    private long attempts;

    private RaceSimulation(Duration latency, long seed) {
        this.latency = latency;
        this.random = new SplittableRandom(seed);
    }

    private record Event(long at, long number, Runnable action) {}

    /** @param puts how many are awaited, of all writers together */
    static RaceResult run(Waiting waiting, int writers, Duration latency, int puts, long seed) {
        RaceSimulation simulation = new RaceSimulation(latency, seed);
        for (int i = 0; i < writers; i++) {
            Writer writer = simulation.new Writer(waiting.strategy());
            simulation.after(simulation.random.nextLong(PREPARING_CALLS * latency.toNanos()), writer::put);
        }
        while (simulation.waits.size() < puts) {
            Event next = simulation.events.remove();
            simulation.now = next.at();
            next.action().run();
        }
        return RaceResult.of(simulation.waits, Duration.ofNanos(simulation.now), simulation.attempts);
    }

    private void after(long nanos, Runnable action) {
        events.add(new Event(now + nanos, scheduled++, action));
    }

    /** A call, its effect in the middle of it. */
    private void call(Runnable effect, Runnable then) {
        long half = callNanos() / 2;
        after(half, () -> {
            effect.run();
            after(half, then);
        });
    }

    private long callNanos() {
        double exponential = -Math.log(1 - random.nextDouble());
        return (long) (latency.toNanos() * (ALWAYS + (1 - ALWAYS) * exponential));
    }

    private long callsNanos(int calls) {
        long nanos = 0;
        for (int i = 0; i < calls; i++) {
            nanos += callNanos();
        }
        return nanos;
    }

    private final class Writer {
        private final Waiting.Strategy strategy;
        private long putSince;
        private long attemptSince;
        private long seen;
        private int lost;
        private boolean won;

        Writer(Waiting.Strategy strategy) {
            this.strategy = strategy;
        }

        void put() {
            putSince = now;
            lost = 0;
            attempt(PREPARING_CALLS);
        }

        private void attempt(int callsBetween) {
            attemptSince = now;
            call(() -> seen = tail, () -> after(callsNanos(callsBetween), this::commit));
        }

        private void commit() {
            attempts++;
            call(
                    () -> {
                        won = seen == tail;
                        tail += won ? 1 : 0;
                    },
                    this::answered);
        }

        private void answered() {
            if (won) {
                strategy.won();
                waits.add(now - putSince);
                put();
                return;
            }
            Duration attempt = Duration.ofNanos(now - attemptSince);
            Duration wait = strategy.afterLoss(lost++, attempt, Instant.EPOCH.plusNanos(now), random);
            after(wait.toNanos(), () -> attempt(REPEATED_CALLS));
        }
    }
}

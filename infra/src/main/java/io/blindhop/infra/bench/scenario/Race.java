package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Writers that put to one store, one entry each time and without a break, until the time is over or all entries are put. */
final class Race {
    private static final double NANOS = 1e9;

    private final StoreId store;
    private final Witness witness;
    private final Queue<VerifiedEntry> entries;
    private final LongAdder lost = new LongAdder();

    /** @param entries enough of them; each is put once */
    Race(StoreId store, Witness witness, List<VerifiedEntry> entries) {
        this.store = store;
        this.witness = witness;
        this.entries = new ConcurrentLinkedQueue<>(entries);
    }

    /**
     * What came of it.
     *
     * @param seconds from the start until the last put had ended
     * @param nanos of each put, by rising length
     * @param tries of all puts
     * @param least puts that a writer got through
     */
    record Result(int writers, double seconds, List<Long> nanos, long tries, int least) {
        double perSecond() {
            return nanos.size() / seconds;
        }

        double triesEach() {
            return (double) tries / nanos.size();
        }

        double millis(double share) {
            return nanos.get((int) (share * (nanos.size() - 1))) / 1e6;
        }

        /** Of the time that a put takes if everybody has the same share. */
        double p99InFairShares() {
            return millis(0.99) / (1000 * writers / perSecond());
        }
    }

    /** @param processes the writers are dealt out to them */
    Result run(List<LogContext> processes, int writers, Duration time) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<List<Long>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                LogStore own = new LogStore(processes.get(i % processes.size()), store);
                running.add(threads.submit(() -> write(own, end)));
            }
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        List<List<Long>> puts = running.stream().map(Race::result).toList();
        List<Long> all = puts.stream().flatMap(List::stream).sorted().toList();
        int least = puts.stream().mapToInt(List::size).min().orElse(0);
        return new Result(writers, seconds, all, all.size() + lost.sum(), least);
    }

    private List<Long> write(LogStore own, long end) {
        Work counted = new Work() {
            @Override
            public void raceLost() {
                lost.increment();
            }
        };
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < end) {
            VerifiedEntry entry = entries.poll();
            if (entry == null) {
                return nanos;
            }
            long start = System.nanoTime();
            counted.call(() -> own.put(List.of(entry), witness));
            nanos.add(System.nanoTime() - start);
        }
        return nanos;
    }

    private static List<Long> result(Future<List<Long>> writer) {
        try {
            return writer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchFailedException("a writer failed: " + e.getCause(), e.getCause());
        }
    }
}

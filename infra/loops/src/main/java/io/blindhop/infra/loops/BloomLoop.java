package io.blindhop.infra.loops;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A filter for a million ids, which does not fit into the caches of a small machine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BloomLoop {
    private static final int MILLION = 1_000_000;

    private final Entries entries = new Entries();
    private final BloomFilter filter = BloomFilter.of(BloomSizing.forIds(MILLION));

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void add() {
        for (StoredEntry entry : entries.stored) {
            filter.add(entry.id());
        }
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void ask(Blackhole hole) {
        for (StoredEntry entry : entries.stored) {
            hole.consume(filter.mightContain(entry.id()));
        }
    }
}

package io.blindhop.infra.loops;

import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.signature.AuthorSigningBytes;
import io.blindhop.protocol.verify.EntryVerifier;
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

/** The layouts that are signed, the checks of what arrives, and the receipt. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignatureLoop {
    private final Entries entries = new Entries();
    private final EntryVerifier verifier = new EntryVerifier();

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void layout(Blackhole hole) {
        for (StoredEntry entry : entries.stored) {
            hole.consume(AuthorSigningBytes.of(entry.metadata()));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void verify(Blackhole hole) {
        for (ArrivedEntry entry : entries.arrived) {
            hole.consume(verifier.verify(entry));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void attest(Blackhole hole) {
        for (StoredEntry entry : entries.stored) {
            hole.consume(entries.witness.attest(entry.metadata(), 1));
        }
    }
}

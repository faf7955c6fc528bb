package io.blindhop.infra.loops;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.security.SecureRandom;
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

/** What is encrypted once more for a reader: a session key once an answer, AES for every entry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WrappingLoop {
    private final Entries entries = new Entries();
    private final SecureRandom random = new SecureRandom();
    private final UnwrappingKey reader = UnwrappingKey.generate(random);
    private final WrappingKey wrapping = reader.wrappingKey();
    private final SessionKey session = SessionKey.generate(random);
    private final Bytes wrapped = session.wrapFor(wrapping);

    @Benchmark
    public Bytes wrapSessionKey() {
        return session.wrapFor(wrapping);
    }

    @Benchmark
    public SessionKey unwrapSessionKey() {
        return SessionKey.unwrap(reader, wrapped, random);
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void seal(Blackhole hole) {
        for (ArrivedEntry entry : entries.arrived) {
            hole.consume(session.seal(entry.payload()));
        }
    }
}

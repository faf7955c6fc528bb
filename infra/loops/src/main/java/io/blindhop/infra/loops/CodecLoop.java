package io.blindhop.infra.loops;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.wire.FrameReader;
import io.blindhop.protocol.wire.FrameWriter;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
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

/** Entries on the wire and in the table. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecLoop {
    private static final Bytes IV = Bytes.wrap(new byte[12]);

    private final Entries entries = new Entries();
    private final List<Optional<EntryRecord>> records = records();
    private final Bytes block = BlockCodec.encode(records);
    private final Bytes frames = frames();

    private List<Optional<EntryRecord>> records() {
        PayloadLocation location = new PayloadLocation(new PutId("0".repeat(32)), "0".repeat(64), 0, 600);
        return entries.stored.stream()
                .map(entry -> Optional.of(new EntryRecord(entry.metadata(), entry.receipt(), location)))
                .toList();
    }

    private Bytes frames() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            writeFrames(out);
            return Bytes.wrap(out.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("an array does not fail", e);
        }
    }

    private void writeFrames(OutputStream out) throws IOException {
        FrameWriter writer = FrameWriter.start(out, Entries.KEY);
        for (int i = 0; i < Entries.BATCH; i++) {
            StoredEntry entry = entries.stored.get(i);
            writer.entry(entry, IV, entries.arrived.get(i).payload());
        }
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public Bytes encodeBlock() {
        return BlockCodec.encode(records);
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public List<Optional<EntryRecord>> decodeBlock() {
        return BlockCodec.decode(block);
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void writeFrames() throws IOException {
        writeFrames(OutputStream.nullOutputStream());
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void readFrames(Blackhole hole) throws IOException {
        FrameReader reader = FrameReader.of(frames);
        hole.consume(reader.header());
        for (Optional<FrameReader.Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            hole.consume(frame);
        }
    }
}

package io.blindhop.infra.loops;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.AutomergeDocument;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlanner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

/** Documents: the plan of what to load, and the document itself, which a node makes of its directory only. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DocumentLoop {
    private final Entries entries = new Entries();
    private final Map<String, List<StoredEntry>> documents = entries.stored.stream()
            .collect(Collectors.groupingBy(entry -> entry.metadata().docId()));
    private final Map<String, List<Bytes>> changes = entries.arrived.stream()
            .collect(Collectors.groupingBy(
                    entry -> entry.metadata().docId(),
                    Collectors.mapping(entry -> AesGcm.openWithIv(Entries.KEY, entry.payload()), Collectors.toList())));

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void plan(Blackhole hole) {
        documents.forEach((docId, entries) -> hole.consume(MaterializationPlanner.plan(docId, entries)));
    }

    @Benchmark
    @OperationsPerInvocation(Entries.BATCH)
    public void automerge(Blackhole hole) {
        for (List<Bytes> each : changes.values()) {
            AutomergeDocument document = new AutomergeDocument();
            each.forEach(document::apply);
            hole.consume(document.root());
        }
    }
}

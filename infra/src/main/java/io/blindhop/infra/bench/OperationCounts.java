package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.infra.cost.Count;
import io.blindhop.infra.cost.Counts;
import io.blindhop.infra.cost.Step;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.store.dynamo.tenant.UsageMaintenance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;

/**
 * Does each step of a client once or some times against a node in memory, and says what it consumed. The same at every run:
 * its keys and its clock are fixed.
 */
public final class OperationCounts {
    private static final long SEED = 20_260_101L;
    private static final int BATCH = 250;
    private static final int BATCHES = 8;
    /** Enough for what is done for many pushes together to be counted with them. */
    private static final int EDITS = 400;

    private static final int WARM_UP = 10;
    private static final int CHUNKS = 12;
    private static final int CHUNK_BYTES = 256 * 1024;
    /** As maintenance is scheduled; in as many runs it does everything that it does now and then, and waits for nothing more. */
    private static final Duration SCHEDULE = Duration.ofMinutes(15);

    private static final int RUNS = Math.toIntExact(UsageMaintenance.EVERY.dividedBy(SCHEDULE));
    /** Lambda's own lines in its text format, and 26 bytes for each event, as CloudWatch counts them (PutLogEvents). */
    private static final int PLATFORM_LOG_BYTES =
            "START RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd Version: 12".length()
                    + "END RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd".length()
                    + ("REPORT RequestId: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\tDuration: 12.34 ms\tBilled Duration: 13 ms\t"
                                    + "Memory Size: 512 MB\tMax Memory Used: 123 MB")
                            .length()
                    + 4 * 26;

    private final SeededRandom random = new SeededRandom(SEED);
    private final SigningKey administrator = SigningKey.generate(random);
    private final CountedNode node = new CountedNode(administrator, new SeededRandom(SEED + 1));
    private final Map<Step, Count> steps = new EnumMap<>(Step.class);

    private OperationCounts() {}

    /** @throws BenchFailedException if the node refuses something, loses an entry or changes one */
    public static Counts count() {
        return new OperationCounts().run();
    }

    private Counts run() {
        try (Http http = new Http(node)) {
            BenchTenant tenant = BenchTenant.register(http, administrator, random, CountedNode.START.toEpochMilli());
            Workload workload = new Workload(tenant.author(), new SplittableRandom(SEED));
            RemoteStore reader = tenant.asReader("main");
            each(Step.LOGIN, 1, 0, () -> tenant.asReader("main"));
            each(Step.CAPABILITIES, 1, 0, reader::capabilities);
            Counts.Stored ofBatch = batches(tenant, workload);
            attachments(tenant, tenant.author());
            Counts.Stored ofEdit = edits(tenant, workload);
            return new Counts(
                    steps, ofEdit, ofBatch, RequestMetrics.in(node.lines()).size());
        }
    }

    private Counts.Stored batches(BenchTenant tenant, Workload workload) {
        List<ArrivedEntry> entries = entries(workload, BATCH * (BATCHES + 1));
        tenant.asWriter("main").push(entries.subList(0, BATCH));
        settle();
        RemoteStore writer = tenant.asWriter("main");
        Counts.Stored before = stored();
        each(
                Step.PUSH_BATCH,
                BATCHES,
                BATCH,
                batch -> writer.push(entries.subList((batch + 1) * BATCH, (batch + 2) * BATCH)));
        settle();
        Counts.Stored after = stored();
        return difference(before, after, BATCH * BATCHES);
    }

    private void attachments(BenchTenant tenant, Author author) {
        RemoteStore writer = tenant.asWriter("files").attachments();
        List<ArrivedEntry> chunks = new ArrayList<>();
        Optional<String> last = Optional.empty();
        for (int i = 0; i < 2 * CHUNKS; i++) {
            ArrivedEntry chunk = author.chunk("0123456789abcdef01234567", last, Bytes.wrap(bytes()), i);
            chunks.add(chunk);
            last = Optional.of(chunk.id());
        }
        writer.push(chunks.subList(0, CHUNKS));
        each(Step.ATTACHMENT_PUSH, 1, CHUNKS, () -> writer.push(chunks.subList(CHUNKS, 2 * CHUNKS)));
    }

    /** After all pushes: what answers are encrypted with is drawn by many threads, in no order. */
    private void pulls(BenchTenant tenant) {
        RemoteStore reader = tenant.asReader("main");
        RemoteStore.Page page = reader.scan(Optional.empty(), 1000);
        each(Step.SCAN_PAGE, 1, 0, () -> reader.scan(Optional.empty(), 1000));
        each(Step.PULL_BATCH, 1, BATCH, () -> reader.pull(page.ids().subList(0, BATCH), page.hashes()));
        RemoteStore files = tenant.asReader("files").attachments();
        RemoteStore.Page chunks = files.scan(Optional.empty(), CHUNKS);
        each(Step.ATTACHMENT_PULL, 1, CHUNKS, () -> files.pull(chunks.ids(), chunks.hashes()));
    }

    private Counts.Stored edits(BenchTenant tenant, Workload workload) {
        List<ArrivedEntry> edits = entries(workload, WARM_UP + EDITS);
        RemoteStore first = tenant.asWriter("edits");
        edits.subList(0, WARM_UP).forEach(edit -> first.push(List.of(edit)));
        settle();
        steps.put(Step.MAINTENANCE_RUN, maintained().times(1.0 / RUNS));
        // Its tokens are as old as maintenance took.
        RemoteStore writer = tenant.asWriter("edits");
        RemoteStore reader = tenant.asReader("edits");
        Counts.Stored before = stored();
        each(Step.BLOOM, 1, 0, writer::bloom);
        each(Step.PUSH_ONE, EDITS, 1, edit -> writer.push(List.of(edits.get(WARM_UP + edit))));
        pulls(tenant);
        each(Step.HEAD, 1, 0, reader::head);
        RemoteStore.Page before10 = reader.scan(Optional.empty(), WARM_UP + EDITS - 10);
        RemoteStore.Page one = reader.scan(Optional.empty(), WARM_UP + EDITS - 1);
        each(Step.SCAN, 1, 0, () -> reader.scan(one.next(), 1000));
        RemoteStore.Page last = reader.scan(before10.next(), 1000);
        each(Step.PULL_ONE, 1, 1, () -> reader.pull(last.ids().subList(0, 1), last.hashes()));
        Count ten = measured(1, 10, _ -> reader.pull(last.ids(), last.hashes()));
        steps.put(
                Step.PULL_MORE,
                ten.minus(steps.getOrDefault(Step.PULL_ONE, Count.NONE)).times(1.0 / 9));
        Usage untold = node.usage();
        node.tellOfChange("edits");
        steps.put(Step.NOTIFY, Count.of(node.usage().minus(untold)).answering(1, 0, 0, 0));
        Count after = maintained();
        steps.put(
                Step.MAINTENANCE_OF_EDIT,
                after.minus(steps.getOrDefault(Step.MAINTENANCE_RUN, Count.NONE).times(RUNS))
                        .times(1.0 / EDITS));
        return difference(before, stored(), EDITS);
    }

    /** Made one after the other, so that everything random is the same at every run. */
    private static List<ArrivedEntry> entries(Workload workload, int count) {
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            return one.submit(() -> workload.entries(count)).join();
        }
    }

    private byte[] bytes() {
        byte[] chunk = new byte[CHUNK_BYTES];
        random.nextBytes(chunk);
        return chunk;
    }

    /** Until maintenance has nothing left to do. */
    private void settle() {
        maintained();
        maintained();
    }

    private Count maintained() {
        Usage before = node.usage();
        for (int i = 0; i < RUNS; i++) {
            node.advance(SCHEDULE);
            node.maintain();
        }
        return Count.of(node.usage().minus(before));
    }

    private Counts.Stored stored() {
        return new Counts.Stored(node.tableBytes(), node.objectBytes());
    }

    private static Counts.Stored difference(Counts.Stored before, Counts.Stored after, double entries) {
        return new Counts.Stored(
                (after.tableBytes() - before.tableBytes()) / entries,
                (after.objectBytes() - before.objectBytes()) / entries);
    }

    private interface Work {
        void run(int number);
    }

    private void each(Step step, int times, int entries, Runnable work) {
        each(step, times, entries, _ -> work.run());
    }

    private void each(Step step, int times, int entries, Work work) {
        steps.put(step, measured(times, entries, work));
    }

    private Count measured(int times, int entries, Work work) {
        List<OperationSum> before = node.requests();
        int lines = node.lines().size();
        for (int i = 0; i < times; i++) {
            work.run(i);
        }
        List<OperationSum> done = OperationSums.between(before, node.requests());
        Usage usage = done.stream().map(OperationSum::usage).reduce(Usage.NONE, Usage::plus);
        double requests = done.stream().mapToDouble(OperationSum::requests).sum();
        double logged = node.lines().subList(lines, node.lines().size()).stream()
                .mapToDouble(line -> line.length() + PLATFORM_LOG_BYTES)
                .sum();
        double sent = done.stream().mapToDouble(OperationSum::bytesOut).sum();
        return Count.of(usage)
                .answering(requests, (double) entries * times, sent, logged)
                .times(1.0 / times);
    }
}

package io.blindhop.infra.bench;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Purpose;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.infra.bench.Latencies.Route;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Pushes and pulls entries against a local server on a new data folder, and holds what was counted against design 3.3.
 * Client and server share the process and its cores.
 */
public final class Bench {
    private static final int WARM_UP_ENTRIES = 1_000;
    private static final long SEED = 20_260_101L;

    private static final double PUSH_USD = 0.35;

    /** One for the batch itself, and what the index takes of every fourth. */
    private static final double PUTS_PER_BATCH = 1.5;

    private static final double PULL_USD = 0.10;
    private static final double IDLE_STORE_UNITS = 1;
    private static final double IDLE_AUTHORISATION_UNITS = 4;

    private final BenchOptions options;
    private final PriceTable prices;
    private final UsageMeter meter = new UsageMeter();
    private final OperationSums sums;
    private final Watch watch = new Watch();
    private final Consumer<String> progress;

    public Bench(BenchOptions options, PriceTable prices, Consumer<String> progress) {
        this.options = options;
        this.prices = prices;
        this.progress = progress;
        this.sums = new OperationSums(new Tariff(prices, Tariff.MEMORY_MEGABYTES));
    }

    /**
     * @param data an empty folder; the caller removes it
     * @throws BenchFailedException if the server refuses something, loses an entry or changes one
     */
    public BenchReport run(Path data) throws IOException {
        SecureRandom random = new SecureRandom();
        SigningKey administrator = SigningKey.generate(random);
        try (BenchServer server =
                        BenchServer.start(data, administrator, meter, sums.and(watch), Map.of(), watch::around);
                Http http = new Http(server.uri())) {
            BenchTenant tenant = BenchTenant.register(http, administrator, random);
            Workload workload = new Workload(tenant.author(), new SplittableRandom(SEED));
            List<ArrivedEntry> warmUp = workload.entries(Math.min(WARM_UP_ENTRIES, options.entries()));
            progress.accept("warming up with " + warmUp.size() + " entries");
            push(tenant.asWriter("warmup"), warmUp);
            pull(tenant.asReader("warmup"), warmUp);
            progress.accept("signing " + options.entries() + " entries");
            List<ArrivedEntry> entries = workload.entries(options.entries());
            progress.accept("pushing, pulling");
            RemoteStore reader = tenant.asReader("main");
            return new BenchReport(
                    options,
                    prices,
                    List.of(push(tenant.asWriter("main"), entries), pull(reader, entries), idle(reader)));
        }
    }

    private Phase push(RemoteStore store, List<ArrivedEntry> entries) {
        Latencies latencies = new Latencies();
        Measured<Boolean> run = measured(() -> {
            new SyncRun(store.timedBy(latencies), options).push(entries);
            return true;
        });
        double batches = latencies.routes().stream()
                .filter(route -> route.name().equals("putEntriesBinary"))
                .mapToInt(Route::requests)
                .sum();
        double puts = run.usage().of(BlobMeter.Operation.PUT).calls();
        List<Bound> bounds = List.of(
                new Bound(
                        "USD per million entries", Phase.costPerMillion(run.usage(), entries.size(), prices), PUSH_USD),
                new Bound("S3 PUT per batch", puts / batches, PUTS_PER_BATCH));
        return new Phase(
                "push", entries.size(), run.nanos(), latencies.routes(), run.usage(), run.operations(), bounds);
    }

    private Phase pull(RemoteStore store, List<ArrivedEntry> expected) {
        Latencies latencies = new Latencies();
        Measured<Set<String>> run = measured(() -> new SyncRun(store.timedBy(latencies), options).pull());
        Set<String> ids = expected.stream().map(ArrivedEntry::id).collect(Collectors.toSet());
        if (!run.result().equals(ids)) {
            throw new BenchFailedException(
                    ids.size() + " entries were pushed, " + run.result().size() + " came back");
        }
        List<Bound> bounds = List.of(new Bound(
                "USD per million entries", Phase.costPerMillion(run.usage(), expected.size(), prices), PULL_USD));
        return new Phase(
                "pull", expected.size(), run.nanos(), latencies.routes(), run.usage(), run.operations(), bounds);
    }

    private Phase idle(RemoteStore store) {
        StoreHead known = store.head();
        Latencies latencies = new Latencies();
        Measured<Boolean> run = measured(() -> {
            new SyncRun(store.timedBy(latencies), options).idle(known);
            return true;
        });
        Usage usage = run.usage();
        List<Bound> bounds = List.of(
                new Bound(
                        "requests",
                        latencies.routes().stream().mapToInt(Route::requests).sum(),
                        1),
                new Bound("read units on the store", usage.of(Purpose.STORE).readUnits(), IDLE_STORE_UNITS),
                new Bound(
                        "read units for authorisation",
                        usage.of(Purpose.AUTHORISATION).readUnits(),
                        IDLE_AUTHORISATION_UNITS),
                new Bound("write units", usage.ofTable().writeUnits(), 0));
        return new Phase("idle", 0, run.nanos(), latencies.routes(), usage, run.operations(), bounds);
    }

    private record Measured<T>(T result, long nanos, Usage usage, List<OperationSum> operations) {}

    private <T> Measured<T> measured(Supplier<T> work) {
        Usage before = meter.reading();
        List<OperationSum> known = sums.reading();
        long start = System.nanoTime();
        T result = work.get();
        long nanos = System.nanoTime() - start;
        watch.awaitEnds();
        return new Measured<>(
                result, nanos, meter.reading().minus(before), OperationSums.between(known, sums.reading()));
    }
}

package io.blindhop.infra.bench;

import io.blindhop.infra.bench.HopReport.Cached;
import io.blindhop.infra.bench.HopReport.Way;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Asks an origin the same through no, one, two and three passthrough hops, and has many clients pull the same entries through a cache.
 * All nodes and clients share this process and its cores.
 */
public final class HopBench {
    private static final int HOPS = 3;
    private static final int HEADS = 40;
    private static final int BATCHES = 8;
    private static final int CLIENTS_AT_ONCE = 4;
    private static final long SEED = 20_260_102L;

    private final BenchOptions options;
    private final Consumer<String> progress;

    public HopBench(BenchOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * @param data an empty folder; the caller removes it
     * @throws BenchFailedException if a node refuses something, loses an entry or changes one
     */
    public HopReport run(Path data) throws IOException {
        SecureRandom random = new SecureRandom();
        SigningKey administrator = SigningKey.generate(random);
        try (HopChain chain = new HopChain(data, administrator)) {
            for (int hop = 0; hop < HOPS; hop++) {
                chain.add("passthrough", hop);
            }
            Http cache = chain.add("cache", 0);
            BenchTenant tenant = BenchTenant.register(chain.ways(), administrator, random);
            Workload workload = new Workload(tenant.author(), new SplittableRandom(SEED));
            progress.accept("warming up");
            for (int hops = 0; hops <= HOPS; hops++) {
                way(chain, hops, tenant, workload, "warmup" + hops);
            }
            List<Way> ways = new ArrayList<>();
            for (int hops = 0; hops <= HOPS; hops++) {
                progress.accept("through " + hops + " hops");
                ways.add(way(chain, hops, tenant, workload, "main" + hops));
            }
            progress.accept(tenant.users() + " clients pull " + options.entries() + " entries through a cache");
            return new HopReport(options, ways, cached(chain, cache, tenant, workload));
        }
    }

    private Way way(HopChain chain, int hops, BenchTenant tenant, Workload workload, String dbId) {
        BenchTenant here = tenant.through(chain.ways().get(hops));
        Latencies latencies = new Latencies();
        RemoteStore writer = here.asWriter(dbId).timedBy(latencies);
        RemoteStore reader = here.asReader(dbId).timedBy(latencies);
        // Logins and negotiations of the hops are not those of a request.
        writer.head();
        List<ArrivedEntry> entries = workload.entries(BATCHES * options.batch());
        List<HopReport.Kind> kinds = new ArrayList<>();
        kinds.add(kind(chain, "push", BATCHES, index -> writer.push(batch(entries, index))));
        kinds.add(kind(chain, "head", HEADS, index -> reader.head()));
        kinds.add(kind(chain, "scan", BATCHES, index -> reader.scan(Optional.empty(), options.batch())));
        RemoteStore.Page page = reader.timedBy(new Latencies()).scan(Optional.empty(), options.batch());
        kinds.add(kind(chain, "pull", BATCHES, index -> reader.pull(page.ids(), page.hashes())));
        return new Way(hops, kinds);
    }

    private List<ArrivedEntry> batch(List<ArrivedEntry> entries, int index) {
        return entries.subList(index * options.batch(), (index + 1) * options.batch());
    }

    private interface Request {
        void send(int index);
    }

    private static HopReport.Kind kind(HopChain chain, String name, int count, Request request) {
        Latencies latencies = new Latencies();
        Traffic.Reading before = chain.atOrigin().reading();
        for (int index = 0; index < count; index++) {
            long start = System.nanoTime();
            request.send(index);
            latencies.add(name, System.nanoTime() - start);
        }
        return new HopReport.Kind(
                latencies.routes().getFirst(), chain.atOrigin().reading().minus(before));
    }

    private Cached cached(HopChain chain, Http cache, BenchTenant tenant, Workload workload) {
        String dbId = "shared";
        new SyncRun(tenant.asWriter(dbId), options).push(workload.entries(options.entries()));
        BenchTenant here = tenant.through(cache);
        // Which has the cache pull the directory.
        here.asReader(dbId).head();
        Latencies latencies = new Latencies();
        Traffic.Reading before = chain.atOrigin().reading();
        long start = System.nanoTime();
        List<Future<Integer>> clients = new ArrayList<>();
        try (ExecutorService together = Executors.newFixedThreadPool(CLIENTS_AT_ONCE)) {
            for (int client = 0; client < tenant.users(); client++) {
                int user = client;
                clients.add(together.submit(
                        () -> new SyncRun(here.asUser(user, dbId).timedBy(latencies), options)
                                .pull()
                                .size()));
            }
        }
        long pulled = clients.stream().mapToLong(HopBench::entriesOf).sum();
        long nanos = System.nanoTime() - start;
        int requests =
                latencies.routes().stream().mapToInt(Latencies.Route::requests).sum();
        return new Cached(
                tenant.users(),
                requests,
                pulled,
                nanos,
                chain.atOrigin().reading().minus(before));
    }

    private static int entriesOf(Future<Integer> client) {
        try {
            return client.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchFailedException("a client failed: " + e.getCause().getMessage(), e.getCause());
        }
    }
}

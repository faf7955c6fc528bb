package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.BenchOptions;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.SyncRun;
import io.blindhop.infra.bench.Workload;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.LongLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A deployment with the databases that scenarios share, each made when it is first asked for. */
final class TestBed {
    static final int BATCH = BenchOptions.DEFAULT.batch();

    private static final long SEED = 20_260_101L;
    private static final int SIGNED_AT_ONCE = 5_000;
    private static final int BATCHES_AFTER_GROWTH = 4;

    private final Deployment deployment;
    private final Duration raceTime;
    private final Workload workload;
    private final Map<Long, Filled> filled = new TreeMap<>();
    private final Map<Long, Grown> grown = new TreeMap<>();

    /** @param raceTime how long writers write that compete */
    TestBed(Deployment deployment, Duration raceTime) {
        this.deployment = deployment;
        this.raceTime = raceTime;
        this.workload = new Workload(deployment.tenant().author(), new SplittableRandom(SEED));
    }

    /** A database into which so many entries were pushed, and what that took. */
    record Filled(String dbId, Consumed push, Latencies latencies) {}

    /** A database of so many entries, nearly all of them copies; what was pushed first can be asked for. */
    record Grown(String dbId, List<ArrivedEntry> first) {}

    Deployment deployment() {
        return deployment;
    }

    Duration raceTime() {
        return raceTime;
    }

    List<ArrivedEntry> entries(int count) {
        return workload.entries(count);
    }

    /** The same, as they may be put into a store. */
    List<VerifiedEntry> verified(int count) {
        EntryVerifier verifier = new EntryVerifier();
        return entries(count).parallelStream()
                .map(entry -> switch (verifier.verify(entry)) {
                    case EntryVerifier.Verified(VerifiedEntry verified) -> verified;
                    case EntryVerifier.Refused refused -> throw new BenchFailedException(refused.reason());
                })
                .toList();
    }

    /** How much goes on at once: a client's three requests, and one where the count is to be the same every time. */
    BenchOptions options(long entries) {
        int workers = deployment.kind().timed() ? BenchOptions.DEFAULT.workers() : 1;
        return new BenchOptions((int) Math.min(entries, Integer.MAX_VALUE), BATCH, workers);
    }

    /** Runs through once what is measured later, where time is. */
    void warmUp() {
        if (deployment.kind().timed()) {
            fill("warmup", 1_000);
            new SyncRun(deployment.tenant().asReader("warmup"), options(1_000)).pull();
        }
    }

    Filled filled(long entries) {
        return filled.computeIfAbsent(entries, size -> fill("filled-" + size, size));
    }

    private Filled fill(String dbId, long entries) {
        Latencies latencies = new Latencies();
        Consumed sum = Consumed.NOTHING;
        for (long left = entries; left > 0; left -= SIGNED_AT_ONCE) {
            List<ArrivedEntry> some = workload.entries((int) Math.min(left, SIGNED_AT_ONCE));
            SyncRun run = new SyncRun(deployment.tenant().asWriter(dbId).timedBy(latencies), options(entries));
            sum = sum.then(deployment.measured(() -> run.push(some)));
        }
        return new Filled(dbId, sum, latencies);
    }

    Grown grown(long entries) {
        return grown.computeIfAbsent(entries, this::grow);
    }

    private Grown grow(long entries) {
        String dbId = "grown-" + entries;
        List<ArrivedEntry> first = workload.entries(BATCH);
        deployment.tenant().asWriter(dbId).push(first);
        LongLog.grow(deployment.storage().table(), deployment.store(dbId), entries);
        LongLog.index(deployment.storage(), deployment.store(dbId));
        for (int i = 0; i < BATCHES_AFTER_GROWTH; i++) {
            deployment.tenant().asWriter(dbId).push(workload.entries(BATCH));
        }
        deployment.maintain(Duration.ZERO);
        return new Grown(dbId, first);
    }
}

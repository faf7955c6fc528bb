package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.store.Ed25519Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.blob.BlobStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Many writers at one store, in processes that know nothing of each other but what is in the log: they share the table and
 * the bucket, and neither gates nor caches. In memory every call takes {@value #MILLIS} ms, as services would.
 */
final class HotStore implements Scenario {
    private static final int WRITERS = 64;
    private static final int MILLIS = 5;
    /** Enough for as many puts as a table in a file takes. */
    private static final int ENTRIES_OF_A_SECOND = 1_200;

    private static final double LEAST_OF_ONE_WRITER = 0.5;
    private static final double MOST_FAIR_SHARES = 10;

    @Override
    public String name() {
        return "hot-store";
    }

    @Override
    public Sizes sizes() {
        return Sizes.NONE;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Race.Result alone = race(bed, 1, 1);
        part(sheet, "one writer", alone, alone);
        for (int processes : List.of(WRITERS, 2)) {
            Race.Result race = race(bed, WRITERS, processes);
            Sheet.Part part = part(sheet, WRITERS + " writers in " + processes + " processes", race, alone);
            // One emulator does all the work of the two services, and what it can do is the bound there.
            if (bed.deployment().kind() != Services.EMULATED) {
                bounded(part);
            }
        }
    }

    private static Race.Result race(TestBed bed, int writers, int processes) {
        Deployment deployment = bed.deployment();
        List<VerifiedEntry> entries = bed.verified(entries(bed));
        String dbId = "hot-" + writers + "-" + processes;
        List<LogContext> own =
                IntStream.range(0, processes).mapToObj(_ -> process(deployment)).toList();
        Ed25519Witness witness = new Ed25519Witness(SigningKey.generate(new SecureRandom()), dbId);
        return new Race(deployment.store(dbId), witness, entries).run(own, writers, bed.raceTime());
    }

    private static int entries(TestBed bed) {
        return WRITERS + (int) (bed.raceTime().toMillis() * ENTRIES_OF_A_SECOND / 1000);
    }

    private static LogContext process(Deployment deployment) {
        LogContext process = deployment.process();
        if (deployment.kind().timed()) {
            return process;
        }
        Duration latency = Duration.ofMillis(MILLIS);
        return new LogContext(
                SlowCalls.of(Table.class, process.table(), latency),
                SlowCalls.of(BlobStore.class, process.blobs(), latency),
                Clock.systemUTC(),
                new SecureRandom(),
                Thread::sleep);
    }

    private static Sheet.Part part(Sheet sheet, String name, Race.Result race, Race.Result alone) {
        return sheet.part(name, "put of one entry")
                .set(Figure.PER_SECOND, race.perSecond())
                .set(Figure.OF_ONE_WRITER, race.perSecond() / alone.perSecond())
                .set(Figure.TRIES, race.triesEach())
                .set(Figure.P50_MILLIS, race.millis(0.5))
                .set(Figure.P99_MILLIS, race.millis(0.99))
                .set(Figure.P99_IN_FAIR_SHARES, race.p99InFairShares())
                .set(Figure.LEAST_PUTS, race.least());
    }

    private static void bounded(Sheet.Part part) {
        part.bound(Bound.atLeast(
                        "throughput, one writer alone = 1", part.of(Figure.OF_ONE_WRITER), LEAST_OF_ONE_WRITER))
                .bound(new Bound("p99, fair share = 1", part.of(Figure.P99_IN_FAIR_SHARES), MOST_FAIR_SHARES))
                .bound(Bound.atLeast("puts of the slowest writer", part.of(Figure.LEAST_PUTS), 1));
    }
}

package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.SyncRun;
import java.util.OptionalLong;

/** A client that has nothing pulls all entries of a database. */
final class FreshPull implements Scenario {
    private static final double USD = 0.10;
    private static final double PER_SECOND = 10_000;

    @Override
    public String name() {
        return "fresh-pull";
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.MOVED;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        long entries = size.orElseThrow();
        Latencies latencies = new Latencies();
        SyncRun run = new SyncRun(
                bed.deployment().tenant().asReader(bed.filled(entries).dbId()).timedBy(latencies),
                bed.options(entries));
        Consumed pull = bed.deployment().measured(() -> {
            int came = run.pull().size();
            if (came != entries) {
                throw new BenchFailedException(entries + " entries were pushed, " + came + " came back");
            }
        });
        Sheet.Part part = sheet.part("scans of 1,000, batches of " + TestBed.BATCH, "entry")
                .speed(pull, entries)
                .times(latencies, "getEntriesBinary")
                .costs(pull, entries, entries);
        if (entries >= FirstPush.LEAST_FOR_COSTS) {
            part.bound(new Bound("USD for a million entries", Sheet.usd(pull.usage(), entries), USD));
        }
        if (bed.deployment().kind() == Services.EMBEDDED && entries >= FirstPush.LEAST_FOR_SPEED) {
            part.bound(Bound.atLeast("entries a second", part.of(Figure.PER_SECOND), PER_SECOND));
        }
    }
}

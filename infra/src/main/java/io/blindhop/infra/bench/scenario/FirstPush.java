package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment.Services;
import java.util.OptionalLong;

/** A client pushes all it has to a new database, in batches. */
final class FirstPush implements Scenario {
    static final long LEAST_FOR_SPEED = 5_000;
    /** Four batches, after which the index has been brought up to date once. */
    static final long LEAST_FOR_COSTS = 1_000;

    private static final double USD = 0.35;
    /** One for the batch itself, and what the index takes of every fourth. */
    private static final double PUTS_PER_BATCH = 1.5;

    private static final double PER_SECOND = 2_000;

    @Override
    public String name() {
        return "first-push";
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.MOVED;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        long entries = size.orElseThrow();
        TestBed.Filled filled = bed.filled(entries);
        Sheet.Part part = sheet.part("batches of " + TestBed.BATCH, "entry")
                .speed(filled.push(), entries)
                .times(filled.latencies(), "putEntriesBinary")
                .costs(filled.push(), entries, entries);
        double usd = Sheet.usd(filled.push().usage(), entries);
        double puts = part.of(Figure.OBJECT_PUTS) * TestBed.BATCH;
        if (entries >= LEAST_FOR_COSTS) {
            part.bound(new Bound("USD for a million entries", usd, USD))
                    .bound(new Bound("objects a batch", puts, PUTS_PER_BATCH));
        }
        if (bed.deployment().kind() == Services.EMBEDDED && entries >= LEAST_FOR_SPEED) {
            part.bound(Bound.atLeast("entries a second", part.of(Figure.PER_SECOND), PER_SECOND));
        }
    }
}

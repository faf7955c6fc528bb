package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many ids that a store does not have its filter admits: of a filter that is as full as it is ever served, and of the one
 * that the node answers with. That of a store is made for twice as many ids as there were, so that it is the emptier one.
 */
final class BloomRates implements Scenario {
    private static final double MOST_PERCENT = 1.05;
    private static final int PROBES = 200_000;
    private static final long MOST_PUSHED = 10_000;

    @Override
    public String name() {
        return "bloom";
    }

    @Override
    public Sizes sizes() {
        return Sizes.of(List.of(), List.of(), List.of(100L, 1_000L, 10_000L, 100_000L, 1_000_000L));
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        long ids = size.orElseThrow();
        SplittableRandom random = new SplittableRandom(ids);
        BloomFilter full = BloomFilter.of(BloomSizing.forIds(ids));
        for (long i = 0; i < ids; i++) {
            full.add(id(random));
        }
        falsePositives(sheet.part("a full filter", "id that is not there"), full, random);
        if (ids <= MOST_PUSHED) {
            served(bed, ids, sheet, random);
        }
    }

    private static void served(TestBed bed, long ids, Sheet sheet, SplittableRandom random) {
        Deployment deployment = bed.deployment();
        RemoteStore store = deployment.tenant().asReader(bed.filled(ids).dbId());
        AtomicReference<BloomFilter> filter = new AtomicReference<>();
        Consumed asked = deployment.measured(() -> filter.set(store.bloom()));
        falsePositives(sheet.part("as it is served", "summary").costs(asked, 1, 0), filter.get(), random);
    }

    private static void falsePositives(Sheet.Part part, BloomFilter filter, SplittableRandom random) {
        int admitted = 0;
        for (int i = 0; i < PROBES; i++) {
            admitted += filter.mightContain(id(random)) ? 1 : 0;
        }
        double percent = 100.0 * admitted / PROBES;
        part.set(Figure.FALSE_POSITIVES, percent).bound(new Bound("false positives, %", percent, MOST_PERCENT));
    }

    private static String id(SplittableRandom random) {
        return Long.toHexString(random.nextLong()) + "_d_0_" + Long.toHexString(random.nextLong());
    }
}

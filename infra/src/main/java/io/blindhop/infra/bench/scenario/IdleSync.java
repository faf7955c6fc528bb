package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.Purpose;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.infra.bench.SyncRun;
import io.blindhop.protocol.store.StoreHead;
import java.util.OptionalLong;

/** A client that has everything asks whether there is more. */
final class IdleSync implements Scenario {
    private static final int TIMES = 100;

    @Override
    public String name() {
        return "idle-sync";
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.LARGE;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Latencies latencies = new Latencies();
        RemoteStore store =
                bed.deployment().tenant().asReader(bed.grown(size.orElseThrow()).dbId());
        StoreHead known = store.head();
        SyncRun run = new SyncRun(store.timedBy(latencies), bed.options(1));
        Consumed idle = bed.deployment().measured(() -> {
            for (int i = 0; i < TIMES; i++) {
                run.idle(known);
            }
        });
        double ofStore = idle.usage().of(Purpose.STORE).readUnits() / TIMES;
        double ofAuthorisation = idle.usage().of(Purpose.AUTHORISATION).readUnits() / TIMES;
        sheet.part("nothing new", "sync")
                .times(latencies, "getStoreHead")
                .costs(idle, TIMES, 0)
                .set(Figure.STORE_READ_UNITS, ofStore)
                .set(Figure.AUTHORISATION_READ_UNITS, ofAuthorisation)
                .bound(new Bound("requests", (double) idle.requests() / TIMES, 1))
                .bound(new Bound("read units on the store", ofStore, 1))
                .bound(new Bound("read units for authorisation", ofAuthorisation, 4))
                .bound(new Bound("write units", idle.usage().ofTable().writeUnits() / TIMES, 0));
    }
}

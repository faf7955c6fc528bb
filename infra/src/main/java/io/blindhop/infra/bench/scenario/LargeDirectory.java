package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.Purpose;
import io.blindhop.infra.bench.BenchTenant;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** A tenant with very many users: what their grants cost, and a request of one of them. The size is how many there are. */
final class LargeDirectory implements Scenario {
    private static final int TIMES = 100;
    private static final double AUTHORISATION_UNITS = 4;

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Sizes sizes() {
        return Sizes.of(List.of(100_000L), List.of(1_000L), List.of(1_000L));
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Deployment deployment = bed.deployment();
        int users = Math.toIntExact(size.orElseThrow());
        AtomicReference<BenchTenant> tenant = new AtomicReference<>();
        Consumed grants = deployment.measured(() -> tenant.set(deployment.register("crowd-" + users, users)));
        sheet.part("grants, 250 a push", "user").speed(grants, users).costs(grants, users, users);
        Latencies latencies = new Latencies();
        RemoteStore store = tenant.get().asReader("main").timedBy(latencies);
        Consumed asked = deployment.measured(() -> {
            for (int i = 0; i < TIMES; i++) {
                store.head();
            }
        });
        double units = asked.usage().of(Purpose.AUTHORISATION).readUnits() / TIMES;
        sheet.part("head, as one of the users", "request")
                .times(latencies, "getStoreHead")
                .costs(asked, TIMES, 0)
                .set(Figure.AUTHORISATION_READ_UNITS, units)
                .bound(new Bound("read units for authorisation", units, AUTHORISATION_UNITS));
    }
}

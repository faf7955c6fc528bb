package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.Usage;
import io.blindhop.infra.bench.BenchTenant;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.infra.bench.Workload;
import io.blindhop.infra.cost.Count;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** A thousand tenants of one user and one document each; the size is how many there are. */
final class ManyTenants implements Scenario {
    private static final int ENTRIES = 5;
    private static final List<Long> THOUSAND = List.of(1_000L);

    @Override
    public String name() {
        return "many-tenants";
    }

    @Override
    public Sizes sizes() {
        return Sizes.of(THOUSAND, THOUSAND, THOUSAND);
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Deployment deployment = bed.deployment();
        int count = Math.toIntExact(size.orElseThrow());
        List<BenchTenant> tenants = new ArrayList<>();
        Consumed registered = deployment.measured(() -> {
            for (int i = 0; i < count; i++) {
                tenants.add(deployment.register("small-" + count + "-" + i, 1));
            }
        });
        sheet.part("registration with a directory of one user", "tenant")
                .speed(registered, count)
                .costs(registered, count, count);
        List<RemoteStore> stores = new ArrayList<>();
        Consumed loggedIn = deployment.measured(() -> tenants.forEach(tenant -> stores.add(tenant.asWriter("main"))));
        sheet.part("login", "tenant").speed(loggedIn, count).costs(loggedIn, count, 0);
        List<List<ArrivedEntry>> entries = tenants.stream()
                .map(tenant -> new Workload(tenant.author(), new SplittableRandom(count)).entries(ENTRIES))
                .toList();
        requests(
                deployment,
                sheet,
                "first push of " + ENTRIES,
                stores,
                ENTRIES,
                (store, number) -> store.push(entries.get(number)));
        requests(deployment, sheet, "idle re-sync", stores, 0, (store, _) -> store.head());
        deployment.maintain(Duration.ZERO);
        Usage idle = deployment.maintain(Duration.ofMinutes(15));
        Count each = Count.of(idle).times(1.0 / count);
        sheet.part("maintenance that finds nothing to do", "tenant and run")
                .set(Figure.TABLE_CALLS, each.tableCalls())
                .set(Figure.READ_UNITS, each.readUnits())
                .set(Figure.WRITE_UNITS, each.writeUnits())
                .set(Figure.OBJECT_PUTS, each.blobPuts())
                .set(Figure.USD, Sheet.usd(idle, count));
    }

    private interface Request {
        void send(RemoteStore store, int number);
    }

    private static void requests(
            Deployment deployment, Sheet sheet, String name, List<RemoteStore> stores, int entries, Request request) {
        Latencies latencies = new Latencies();
        List<RemoteStore> timed =
                stores.stream().map(store -> store.timedBy(latencies)).toList();
        Consumed consumed = deployment.measured(() -> {
            for (int i = 0; i < timed.size(); i++) {
                request.send(timed.get(i), i);
            }
        });
        Sheet.Part part = sheet.part(name, "tenant")
                .speed(consumed, stores.size())
                .costs(consumed, stores.size(), (long) entries * stores.size());
        latencies.routes().forEach(route -> part.times(latencies, route.name()));
    }
}

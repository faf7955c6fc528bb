package io.blindhop.infra.permissions;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.Maintenance;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What there is for maintenance to do, and a week of it. */
record MaintenanceWork(NodeOnAws node, WatchedServices services) {
    private static final Duration DELAY = Duration.ofDays(7);
    private static final TestEntries ENTRIES = Person.ALICE.entries(2);

    /** As on any day, with something of everything. */
    void prepare() {
        TestTenant tenant = TestTenant.register(node, "busy").grant();
        limit(tenant);
        // Together in one pack.
        ArrivedEntry stays = ENTRIES.docCreate("stays", 10_000);
        ArrivedEntry goes = ENTRIES.docCreate("goes", 10_000);
        ArrivedEntry goesAlone = ENTRIES.docChange("goes", List.of(goes.id()), 70_000);
        tenant.login(Person.ADMIN).docs("notes").putBinary(List.of(stays, goes)).ok();
        tenant.login(Person.ADMIN).docs("notes").putBinary(List.of(goesAlone)).ok();
        LogContext storage = node.services().storage();
        Tenant busy = node.services().tenants().find("busy").orElseThrow().tenant();
        new PurgeJobs(storage.table()).request(busy.incarnation(), "notes", "goes");
        crashEverywhere(storage, busy.store("crashed", StoreKind.DOCS));
        TestTenant gone = TestTenant.register(node, "gone").grant();
        gone.system(gone.systemLogin(Person.SYSADMIN), "DELETE", "/system/tenants/gone", WireEntries.object())
                .ok();
    }

    /** What a tenant stores is counted only if it may not store everything. */
    private static void limit(TestTenant tenant) {
        tenant.system(
                        tenant.systemLogin(Person.SYSADMIN),
                        "PUT",
                        "/system/tenants/" + tenant.id() + "/quota",
                        WireEntries.object().put("entries", 1_000_000).putNull("bytes"))
                .ok();
    }

    /** Of a put that leaves something behind: a small one is in the row of its commit. */
    private static void crashEverywhere(LogContext storage, StoreId store) {
        boolean dies = true;
        for (int call = 0; dies; call++) {
            Trap trap = Trap.deadly(call, false);
            LogContext process = new LogContext(
                    trap.over(storage.table()),
                    trap.over(storage.blobs()),
                    storage.clock(),
                    storage.random(),
                    storage.pause());
            try {
                new LogStore(process, store)
                        .put(List.of(TestEntries.verified(ENTRIES.docCreate("crash_" + call, 70_000))), Witness.NONE);
                dies = false;
            } catch (Trap.Death death) {
                dies = true;
            }
        }
    }

    /** @return what each run did */
    List<NodeMaintenance.Report> run() {
        LogContext storage = node.services().storage();
        LogContext watched =
                new LogContext(services.table(), services.blobs(), storage.clock(), storage.random(), storage.pause());
        NodeMaintenance maintenance = new NodeMaintenance(watched, node.tenants(watched.table()), DELAY);
        List<NodeMaintenance.Report> reports = new ArrayList<>();
        for (int hour = 0; hour < 5; hour++) {
            reports.add(maintenance.run());
            node.advance(Duration.ofMinutes(61));
        }
        node.advance(DELAY);
        reports.add(maintenance.run());
        return reports;
    }

    static int sum(List<NodeMaintenance.Report> reports, java.util.function.ToIntFunction<Maintenance.Report> figure) {
        return reports.stream()
                .map(NodeMaintenance.Report::stores)
                .mapToInt(figure)
                .sum();
    }
}

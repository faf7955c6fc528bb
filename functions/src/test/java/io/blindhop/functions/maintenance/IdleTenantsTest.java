package io.blindhop.functions.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncServerPeers;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.cache.CacheMaintenance;
import io.blindhop.store.dynamo.cache.TableEntryCache;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantQuotas;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Maintenance finds its work in lists: what tenants have stored who do nothing is not read. */
class IdleTenantsTest {
    private static final Duration SCHEDULE = Duration.ofMinutes(15);

    /** So many runs do everything that is done now and then. */
    private static final int RUNS = 30;

    @Test
    void aRunReadsAsMuchBesideAThousandIdleTenantsAsBesideTen() {
        assertThat(afterSettling(1_000)).isEqualTo(afterSettling(10));
    }

    private record Read(Map<String, Long> calls, double readUnits, double writeUnits) {}

    private static Read afterSettling(int tenants) {
        try (TestNode node = new TestNode()) {
            for (int i = 0; i < tenants; i++) {
                store(node, "idle" + i);
            }
            NodeMaintenance maintenance = maintenance(node);
            run(node, maintenance);
            run(node, maintenance);
            node.calls().reset();
            run(node, maintenance);
            return new Read(
                    node.calls().byName(),
                    node.calls().readUnits(),
                    node.calls().writeUnits());
        }
    }

    private static void run(TestNode node, NodeMaintenance maintenance) {
        for (int i = 0; i < RUNS; i++) {
            node.advance(SCHEDULE);
            maintenance.run();
        }
    }

    private static NodeMaintenance maintenance(TestNode node) {
        var services = node.services();
        return new NodeMaintenance(
                services.storage(),
                services.tenants(),
                Duration.ofDays(7),
                Optional.of(new CacheMaintenance(services.storage(), Long.MAX_VALUE)),
                Optional.of(new NodeMaintenance.Scheduled(
                        new Replication(services, List.of(new SyncServerPeers(services))), TimeLeft.UNLIMITED)));
    }

    /** A tenant with an entry, and with a database of which something is cached. */
    private static void store(TestNode node, String id) {
        var storage = node.services().storage();
        Tenant tenant = new Tenant(
                id,
                "incarnation" + id,
                Person.ALICE.signingPem(),
                Person.ALICE.signingPem(),
                Optional.empty(),
                List.of());
        node.services().tenants().register(tenant, storage.generation());
        StoreId store = tenant.store("main", StoreKind.DOCS);
        var account = new TenantQuotas(storage, new Quota(new Limit.AtMost(1_000), new Limit.Unlimited()))
                .account(tenant, new DatabaseId("main"));
        TestEntries entries = new TestEntries(1);
        new LogStore(storage, store, PutGuard.NONE, account)
                .put(List.of(TestEntries.verified(entries.docCreate("a_document"))), Witness.NONE);
        new TableEntryCache(storage, tenant.store("cached", StoreKind.DOCS)).keepHead(new StoreHead("epoch", 1));
    }
}

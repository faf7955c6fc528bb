package io.blindhop.functions.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantDeletions;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMaintenanceTest {
    @Test
    void whatIsDamagedKeepsNothingElseFromBeingDone() {
        try (TestNode node = new TestNode()) {
            var services = node.services();
            node.register(TestTenant.RECORDED);
            Tenant tenant = node.tenant(TestTenant.RECORDED);
            StoreId store = tenant.store("main", StoreKind.DOCS);
            TestEntries entries = Person.ALICE.entries(1);
            for (int i = 0; i < 40; i++) {
                new LogStore(services.storage(), store)
                        .put(List.of(TestEntries.verified(entries.docCreate("document" + i))), Witness.NONE);
            }
            node.register("gone");
            new TenantDeletions(services.storage().table(), services.tenants())
                    .delete(node.tenant("gone"), services.clock().instant());
            String log = "S#" + store.joined('#');
            String missing = "C#" + String.format("%019d", 7);
            services.storage().table().deleteAll(List.of(new Key(log, missing), new Key(log, "M#index")));
            services.storage()
                    .table()
                    .putAll(List.of(Item.of(new Key("Y", store.joined('#')))
                            .text("i", store.incarnation())
                            .text("d", store.dbId())
                            .text("k", store.kind().segment())
                            .build()));
            node.advance(Duration.ofDays(8));
            NodeMaintenance maintenance =
                    new NodeMaintenance(services.storage(), services.tenants(), Duration.ofDays(7));

            assertThatThrownBy(maintenance::run).isInstanceOf(CorruptStoreException.class);

            assertThat(services.tenants().registration("gone")).isEmpty();
        }
    }
}

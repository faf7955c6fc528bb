package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.Trap;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageMaintenanceTest {
    private static final KeySeal OPEN = new KeySeal() {
        @Override
        public Bytes seal(String incarnation, Bytes key) {
            return key;
        }

        @Override
        public Bytes open(String incarnation, Bytes sealed) {
            return sealed;
        }
    };

    private final QuotaLab lab = new QuotaLab();

    @BeforeEach
    void register() {
        new TenantRegistry(lab.table, OPEN).register(TENANT, Generation.FIRST);
    }

    @Test
    void theStoresOfATenantAreFoundAndCounted() {
        for (int database = 0; database < 20; database++) {
            new LogStore(lab.process(), QuotaLab.store("db" + database)).put(lab.batch(2), Witness.NONE);
        }
        lab.put(entries(100), "main", lab.batch(1));
        for (int database = 0; database < 20; database++) {
            new LogStore(lab.process(), QuotaLab.store("db" + database)).put(lab.batch(1), Witness.NONE);
        }

        assertThat(maintenance(Trap.counting()).run()).isEqualTo(1);

        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(61);
    }

    @Test
    void itIsDoneEverySixHoursByWhoeverComesFirstAndCostsOneReadInBetween() {
        maintenance(Trap.counting()).run();
        lab.quotas(entries(100)).account(TENANT, new DatabaseId("main")).charge(2, 200);
        lab.advance(UsageMaintenance.EVERY.minusMillis(1));
        Trap counting = Trap.counting();

        assertThat(maintenance(counting).run()).isZero();
        assertThat(counting.calls()).isEqualTo(1);
        lab.advance(Duration.ofMillis(1));
        assertThat(maintenance(Trap.counting()).run()).isEqualTo(1);
    }

    private UsageMaintenance maintenance(Trap trap) {
        return new UsageMaintenance(
                lab.process(trap), new TenantRegistry(lab.process(trap).table(), OPEN));
    }
}

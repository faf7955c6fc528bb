package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreHeadsTest {
    private final QuotaLab lab = new QuotaLab();
    private double readUnits;

    private StoreHeads heads(StoreKind kind) {
        return new StoreHeads(lab.process(), TENANT, kind);
    }

    @Test
    void theHeadsAreThoseOfTheStoresOfTheKind() {
        lab.put(Quota.UNLIMITED, "one", lab.batch(2));
        lab.put(Quota.UNLIMITED, "two", lab.batch(3));

        assertThat(heads(StoreKind.DOCS).read().keySet()).containsExactlyInAnyOrder(store("one"), store("two"));
        assertThat(heads(StoreKind.DOCS).read().get(store("two")).maxReceiptOrder())
                .isEqualTo(3);
        assertThat(heads(StoreKind.ATTACHMENTS).read()).isEmpty();
    }

    @Test
    void headsMayMoveForAsLongAsAPutThatWasNotedMayCommit() {
        StoreHeads heads = watching();
        assertThat(heads.mayMove()).isFalse();

        lab.put(Quota.UNLIMITED, "one", lab.batch(1));

        lab.advance(StoreHeads.ACTIVE);
        assertThat(heads.mayMove()).isTrue();
        lab.advance(Duration.ofMillis(1));
        assertThat(heads.mayMove()).isFalse();
    }

    @Test
    void whoeverBeginsToLookIsToldYesUntilNoPutCanCommitThatWasNotNoted() {
        StoreHeads heads = heads(StoreKind.DOCS);
        assertThat(heads.mayMove()).isTrue();
        lab.advance(StoreHeads.ACTIVE);
        assertThat(heads.mayMove()).isTrue();
        lab.advance(Duration.ofMillis(1));
        assertThat(heads.mayMove()).isFalse();
        assertThat(heads(StoreKind.ATTACHMENTS).mayMove())
                .as("of somebody who looks beside another")
                .isFalse();
    }

    @Test
    void whoeverHasNotLookedForLongBeginsAgain() {
        StoreHeads heads = watching();
        lab.advance(StoreHeads.WATCH);
        lab.put(Quota.UNLIMITED, "one", lab.batch(1));

        assertThat(heads.mayMove()).isTrue();
    }

    @Test
    void aPutIsNotedAtMostOnceInHalfAMinuteAndOnlyWhereSomebodyLooks() {
        assertThat(notes()).isZero();
        watching();

        assertThat(notes()).isEqualTo(1);
        assertThat(notes()).isZero();
        lab.advance(Metering.NOTED.plusMillis(1));
        assertThat(notes()).isEqualTo(1);
        lab.advance(StoreHeads.WATCH);
        assertThat(notes()).isZero();
    }

    private StoreHeads watching() {
        StoreHeads heads = heads(StoreKind.DOCS);
        heads.mayMove();
        lab.advance(StoreHeads.ACTIVE.plusMillis(1));
        return heads;
    }

    /** Writes of a put that is not stored. */
    private int notes() {
        Metering metering = UsageRow.read(lab.table, TENANT).metering();
        Trap counting = Trap.counting();
        new TenantQuotas(lab.process(counting), Quota.UNLIMITED)
                .account(TENANT, new DatabaseId("main"), metering)
                .charge(1, 1);
        return counting.calls();
    }

    @Test
    void aLookAtAQuietTenantIsHalfAReadUnitAndTheHeadsAreOneForEachStoreAndOneMore() {
        for (int i = 0; i < 5; i++) {
            lab.put(Quota.UNLIMITED, "db" + i, lab.batch(1));
        }
        InMemoryTable billed = new InMemoryTable((operation, reads, writes) -> readUnits += reads);
        billed.putAll(((InMemoryTable) lab.table)
                .items().stream()
                        .map(item -> new Item(item.key(), item.attributes()))
                        .toList());
        SecureRandom random = new SecureRandom();
        StoreHeads heads = new StoreHeads(
                new LogContext(billed, new InMemoryBlobStore(), lab.clock, random, pause -> {}),
                TENANT,
                StoreKind.DOCS);

        heads.mayMove();
        readUnits = 0;
        heads.mayMove();
        assertThat(readUnits).isEqualTo(0.5);
        readUnits = 0;
        assertThat(heads.read()).hasSize(5);
        assertThat(readUnits).isEqualTo(6);
    }
}

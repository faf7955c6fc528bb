package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.log.Trap;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageDerivationTest {
    private static final Quota QUOTA = entries(10);

    private final QuotaLab lab = new QuotaLab();

    @Test
    void whereverAPutDiesTheLogsAreRightAfterwardsAndTheRoomIsGivenBack() {
        for (int call = 0; ; call++) {
            QuotaLab fresh = new QuotaLab();
            fresh.put(QUOTA, "main", fresh.batch(2));
            Trap deadly = Trap.deadly(call, true);
            boolean died = false;
            try {
                fresh.store(fresh.process(deadly), QUOTA, "main", PutGuard.NONE).put(fresh.batch(8), Witness.NONE);
            } catch (Trap.Death death) {
                died = true;
            }
            long before = fresh.quotas(QUOTA).usage(TENANT).entries();
            fresh.advance(LogLimits.LITTER_GRACE.plusMillis(1));
            derive(fresh);

            long derived = fresh.quotas(QUOTA).usage(TENANT).entries();
            assertThat(derived).as("after call " + call).isIn(2L, 10L).isLessThanOrEqualTo(before);
            fresh.put(QUOTA, "main", fresh.batch((int) (10 - derived)));
            assertThatThrownBy(() -> fresh.put(QUOTA, "main", fresh.batch(1)))
                    .isInstanceOf(QuotaExceededException.class);
            if (!died) {
                return;
            }
        }
    }

    @Test
    void whileAPutMayBeUnderWayNothingIsGivenBack() {

        new TenantQuotas(lab.process(), QUOTA)
                .account(TENANT, new DatabaseId("main"))
                .charge(9, 900);

        lab.advance(LogLimits.LITTER_GRACE);
        assertThat(derive(lab)).isFalse();
        assertThat(lab.quotas(QUOTA).usage(TENANT).entries()).isEqualTo(9);

        lab.advance(LogLimits.LITTER_GRACE);
        assertThat(derive(lab)).isTrue();
        assertThat(lab.quotas(QUOTA).usage(TENANT).entries()).isZero();
    }

    @Test
    void whatWasStoredUncountedIsCountedAtOnce() {
        lab.put(QUOTA, "main", lab.batch(1));
        new LogStore(lab.process(), QuotaLab.store("main")).put(lab.batch(4), Witness.NONE);

        assertThat(derive(lab)).isTrue();

        lab.put(QUOTA, "main", lab.batch(5));
        assertThatThrownBy(() -> lab.put(QUOTA, "main", lab.batch(1))).isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void ofATenantWithoutAQuotaNoLogIsReadAndNothingWritten() {
        lab.put(Quota.UNLIMITED, "main", lab.batch(3));
        Trap counting = Trap.counting();

        assertThat(new UsageDerivation(lab.process(counting)).run(TENANT, () -> {
                    throw new AssertionError("nothing was counted");
                }))
                .isFalse();

        assertThat(counting.calls()).isEqualTo(1);
    }

    @Test
    void aTenantThatStoredNothingSinceTheLastTimeCostsOneRead() {
        lab.put(QUOTA, "main", lab.batch(1));
        lab.advance(LogLimits.LITTER_GRACE.plusMillis(1));
        derive(lab);
        Trap counting = Trap.counting();

        new UsageDerivation(lab.process(counting)).run(TENANT, () -> {
            throw new AssertionError("no store needs to be looked at");
        });

        assertThat(counting.calls()).isEqualTo(1);
    }

    private static boolean derive(QuotaLab lab) {
        return new UsageDerivation(lab.process()).run(TENANT, () -> List.of(QuotaLab.store("main")));
    }
}

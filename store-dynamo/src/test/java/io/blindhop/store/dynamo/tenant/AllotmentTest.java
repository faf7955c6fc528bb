package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What processes take of a quota in advance. */
class AllotmentTest {
    /** Half of what is taken in advance at most. */
    private static final long PART_OF_MOST = 32;

    private final QuotaLab lab = new QuotaLab();

    private static final class OneProcess {
        private final Trap calls = Trap.counting();
        private final TenantQuotas quotas;

        OneProcess(QuotaLab lab, Quota ofServer) {
            this.quotas = new TenantQuotas(lab.process(calls), ofServer);
        }

        PutAccount.Charge charge(long entries, long bytes) {
            Metering metering = new Metering(Quota.OF_SERVER, 0, 0);
            return quotas.account(TENANT, new DatabaseId("main"), metering).charge(entries, bytes);
        }

        int callsOf(Runnable work) {
            int before = calls.calls();
            work.run();
            return calls.calls() - before;
        }
    }

    private long counted() {
        return UsageRow.read(lab.table, TENANT).entries();
    }

    @Test
    void withoutAQuotaNothingIsReadOrWrittenForAPush() {
        OneProcess process = new OneProcess(lab, Quota.UNLIMITED);

        assertThat(process.callsOf(() -> process.charge(250, 150_000))).isZero();
    }

    @Test
    void aWarmProcessCountsSixtyFourPushesWithOneReadAndOneWrite() {
        OneProcess process = new OneProcess(lab, entries(1_000_000));
        process.charge(1, 600);

        assertThat(process.callsOf(() -> {
                    for (int push = 0; push < Allotment.MOST_ENTRIES; push++) {
                        process.charge(1, 600);
                    }
                }))
                .isZero();
        assertThat(process.callsOf(() -> process.charge(1, 600))).isEqualTo(2);
        assertThat(counted()).isEqualTo(2 * (Allotment.MOST_ENTRIES + 1));
    }

    @Test
    void nearTheLimitEveryEntryIsCountedExactly() {
        OneProcess process = new OneProcess(lab, entries(1000));
        for (int i = 1; i <= 1000; i++) {
            process.charge(1, 600);
            assertThat(counted()).isEqualTo(i);
        }

        assertThatThrownBy(() -> process.charge(1, 600))
                .isInstanceOf(QuotaExceededException.class)
                .hasMessageContaining("may store 1000 entries and has stored 1000, this push has 1 new ones");
    }

    @Test
    void processesThatTakeInAdvanceTogetherNeverGetMoreThanTheQuota() {
        Quota quota = new Quota(new Limit.AtMost(100_000), new Limit.AtMost(50_000_000));
        List<OneProcess> processes =
                List.of(new OneProcess(lab, quota), new OneProcess(lab, quota), new OneProcess(lab, quota));
        long entries = 0;
        long bytes = 0;
        for (int full = 0, turn = 0; full < processes.size(); turn++) {
            long more = 1L + turn % 40;
            try {
                processes.get(turn % processes.size()).charge(more, more * (300 + turn % 700));
                entries += more;
                bytes += more * (300 + turn % 700);
                full = 0;
            } catch (QuotaExceededException refused) {
                full++;
            }
        }

        assertThat(entries).isLessThanOrEqualTo(100_000);
        assertThat(bytes).isBetween(49_900_000L, 50_000_000L);
    }

    @Test
    void whatAProcessThatDiedHadTakenIsGivenBackAndOneThatSleptDoesNotUseIt() {
        Quota quota = entries(PART_OF_MOST * 1000);
        OneProcess slept = new OneProcess(lab, quota);
        slept.charge(1, 600);
        assertThat(counted()).isEqualTo(PART_OF_MOST);

        lab.advance(LogLimits.LITTER_GRACE.plusMillis(1));
        new UsageDerivation(lab.process()).run(TENANT, List::<StoreId>of);

        assertThat(counted()).isZero();
        slept.charge(1, 600);
        assertThat(counted()).isEqualTo(PART_OF_MOST);
    }

    @Test
    void underAnotherQuotaNothingCountsThatWasTakenInAdvance() {
        TenantQuotas quotas = lab.quotas(entries(1_000_000));
        Metering before = new Metering(Quota.OF_SERVER, 0, 0);
        quotas.account(TENANT, new DatabaseId("main"), before).charge(1, 600);

        quotas.set(TENANT, entries(1));
        Metering after = UsageRow.read(lab.table, TENANT).metering();

        assertThatThrownBy(() ->
                        quotas.account(TENANT, new DatabaseId("main"), after).charge(1, 600))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void whoSetsAQuotaHasCountedWhatWasStoredWithoutOne() {
        lab.put(Quota.UNLIMITED, "one", lab.batch(4));
        lab.put(Quota.UNLIMITED, "two", lab.batch(5));
        assertThat(counted()).isZero();
        assertThat(lab.quotas(Quota.UNLIMITED).usage(TENANT).entries()).isEqualTo(9);
        TenantQuotas process = lab.quotas(Quota.UNLIMITED);

        process.set(TENANT, entries(10));
        process.account(TENANT, new DatabaseId("one")).charge(1, 600);

        assertThatThrownBy(() -> process.account(TENANT, new DatabaseId("two")).charge(1, 600))
                .hasMessageContaining("may store 10 entries and has stored 10");
    }

    @Test
    void whatAPutThatBeganBeforeTheQuotaStoresAfterwardsIsCountedToo() {
        lab.quotas(Quota.UNLIMITED).set(TENANT, entries(10));
        TenantQuotas process = lab.quotas(Quota.UNLIMITED);
        process.account(TENANT, new DatabaseId("one")).charge(1, 600);

        new LogStore(lab.process(), QuotaLab.store("other")).put(lab.batch(9), Witness.NONE);
        process.account(TENANT, new DatabaseId("one")).charge(1, 600);

        assertThat(counted()).isEqualTo(10);
        assertThatThrownBy(() -> process.account(TENANT, new DatabaseId("one")).charge(1, 600))
                .isInstanceOf(QuotaExceededException.class);
    }

    @Test
    void aPushThatIsRefusedDoesNotMakeTheNextOneForgetWhatTheLogsSay() {
        lab.put(Quota.UNLIMITED, "one", lab.batch(9));
        lab.quotas(Quota.UNLIMITED).set(TENANT, entries(9));
        lab.advance(StoreHeads.ACTIVE.plusMinutes(1));
        PutAccount process = lab.quotas(Quota.UNLIMITED).account(TENANT, new DatabaseId("one"));

        assertThatThrownBy(() -> process.charge(1, 600)).isInstanceOf(QuotaExceededException.class);
        assertThatThrownBy(() -> process.charge(1, 600)).isInstanceOf(QuotaExceededException.class);
        assertThat(counted()).isEqualTo(9);
    }

    @Test
    void aCallThatFailsDoesNotMakeTheNextPushForgetWhatTheLogsSay() {
        for (int call = 0; call < 6; call++) {
            int failing = call;
            QuotaLab fresh = new QuotaLab();
            fresh.put(Quota.UNLIMITED, "one", fresh.batch(9));
            fresh.quotas(Quota.UNLIMITED).set(TENANT, entries(10));
            fresh.advance(StoreHeads.ACTIVE.plusMinutes(1));
            Trap fails = new Trap(new Trap.Moment() {
                @Override
                public void before(int number) {
                    if (number == failing) {
                        throw new StoreUnavailableException("call " + failing);
                    }
                }
            });
            PutAccount process = new TenantQuotas(fresh.process(fails), entries(10))
                    .account(TENANT, new DatabaseId("one"), new Metering(entries(10), 0, 0));

            assertThatThrownBy(() -> process.charge(1, 600)).hasMessage("call " + failing);
            process.charge(1, 600);

            assertThat(UsageRow.read(fresh.table, TENANT).entries())
                    .as("after call " + failing)
                    .isEqualTo(10);
            assertThatThrownBy(() -> process.charge(1, 600)).isInstanceOf(QuotaExceededException.class);
        }
    }
}

package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static io.blindhop.store.dynamo.tenant.QuotaLab.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    @Test
    void aTenantIsLookedAtUntilItsFiguresAreThoseOfItsLogsAndThenNoMore() {
        lab.put(entries(100), "main", lab.batch(3));
        assertThat(callsOfARun()).isGreaterThan(4);
        assertThat(callsOfARun()).isGreaterThan(4);
        assertThat(callsOfARun()).isEqualTo(3);

        lab.quotas(entries(100)).account(TENANT, new DatabaseId("main")).charge(2, 200);
        assertThat(callsOfARun()).isGreaterThan(4);
        assertThat(callsOfARun()).isGreaterThan(4);
        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(3);
    }

    /** The first of them right after the put, when it may be too early to give anything back. */
    private int callsOfARun() {
        Trap counting = Trap.counting();
        maintenance(counting).run();
        lab.advance(UsageMaintenance.EVERY);
        return counting.calls();
    }

    @Test
    void whereverAPutOrMaintenanceDiesTheFiguresAreThoseOfTheLogsInTheEnd() {
        for (int call = 0; ; call++) {
            QuotaLab fresh = new QuotaLab();
            new TenantRegistry(fresh.table, OPEN).register(TENANT, Generation.FIRST);
            fresh.put(entries(100), "main", fresh.batch(2));
            runs(fresh, Trap.counting(), Trap.counting());
            boolean putLived = lives(
                    Trap.deadly(call, call % 2 == 0),
                    trap -> fresh.store(fresh.process(trap), entries(100), "main", PutGuard.NONE)
                            .put(fresh.batch(8), Witness.NONE));
            fresh.advance(UsageMaintenance.EVERY);
            boolean runLived = lives(
                    Trap.deadly(call, call % 2 == 1),
                    trap -> maintenance(fresh, trap).run());
            runs(fresh, Trap.counting(), Trap.counting(), Trap.counting());

            assertThat(UsageRow.read(fresh.table, TENANT).entries())
                    .as("after call " + call)
                    .isEqualTo(new LogStore(fresh.process(), QuotaLab.store("main"))
                            .head()
                            .maxReceiptOrder());
            assertThat(new UsageJobs(fresh.table).pending()).isEmpty();
            if (putLived && runLived) {
                return;
            }
        }
    }

    private static boolean lives(Trap trap, Consumer<Trap> work) {
        try {
            work.accept(trap);
            return true;
        } catch (Trap.Death death) {
            return false;
        }
    }

    private static void runs(QuotaLab lab, Trap... traps) {
        for (Trap trap : traps) {
            lab.advance(UsageMaintenance.EVERY);
            maintenance(lab, trap).run();
        }
    }

    /** A put that has listed its tenant and stands still there is not forgotten, nor is one that comes while that is tried. */
    @Test
    void whereverMaintenanceStandsStillAPutIsCountedTheNextTime() {
        for (int call = 0; call < 12; call++) {
            QuotaLab fresh = new QuotaLab();
            new TenantRegistry(fresh.table, OPEN).register(TENANT, Generation.FIRST);
            fresh.put(entries(100), "main", fresh.batch(2));
            fresh.advance(UsageMaintenance.EVERY);
            Trap frozen = Trap.frozen(Map.of(
                    call,
                    () -> fresh.quotas(entries(100))
                            .account(TENANT, new DatabaseId("main"))
                            .charge(5, 500)));
            maintenance(fresh, frozen).run();
            runs(fresh, Trap.counting(), Trap.counting());

            assertThat(UsageRow.read(fresh.table, TENANT).entries())
                    .as("after call " + call)
                    .isEqualTo(2);
        }
        for (int call = 0; call < 3; call++) {
            QuotaLab fresh = new QuotaLab();
            new TenantRegistry(fresh.table, OPEN).register(TENANT, Generation.FIRST);
            fresh.put(entries(100), "main", fresh.batch(2));
            runs(fresh, Trap.counting(), Trap.counting());
            fresh.advance(UsageMaintenance.EVERY);
            Trap frozen = Trap.frozen(
                    Map.of(call, () -> maintenance(fresh, Trap.counting()).run()));
            new TenantQuotas(fresh.process(frozen), entries(100))
                    .account(TENANT, new DatabaseId("main"))
                    .charge(5, 500);
            runs(fresh, Trap.counting(), Trap.counting());

            assertThat(UsageRow.read(fresh.table, TENANT).entries())
                    .as("after call " + call)
                    .isEqualTo(2);
        }
    }

    @Test
    void aTenantThatIsDeletedAndBroughtBackIsCountedThen() {
        TenantRegistry registry = new TenantRegistry(lab.table, OPEN);
        TenantDeletions deletions = new TenantDeletions(lab.table, registry);
        lab.put(entries(100), "main", lab.batch(2));
        lab.quotas(entries(100)).account(TENANT, new DatabaseId("main")).charge(5, 500);
        deletions.delete(TENANT, lab.clock.instant());
        runs(lab, Trap.counting(), Trap.counting());
        assertThat(UsageRow.read(lab.table, TENANT).entries()).isGreaterThan(6);

        deletions.restore(TENANT.id());
        runs(lab, Trap.counting());

        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(2);
    }

    private UsageMaintenance maintenance(Trap trap) {
        return maintenance(lab, trap);
    }

    private static UsageMaintenance maintenance(QuotaLab lab, Trap trap) {
        LogContext process = lab.process(trap);
        return new UsageMaintenance(process, new TenantRegistry(process.table(), OPEN));
    }

    @Test
    void aFullTenantOfAnEarlierVersionThatNothingListsIsCountedAfterARefusedPush() throws Exception {
        lab.table.update(
                UsageRow.key(TENANT.id(), TENANT.incarnation()),
                Map.of("v", new Value.Whole(5), "d", new Value.Whole(3), "e", new Value.Whole(100)),
                Condition.NONE);
        PutAccount process = lab.quotas(entries(100)).account(TENANT, new DatabaseId("main"));
        assertThatThrownBy(() -> process.charge(1, 600)).isInstanceOf(QuotaExceededException.class);

        lab.advance(LogLimits.LITTER_GRACE.plusMillis(1));
        maintenance(Trap.counting()).run();

        process.charge(1, 600);
        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(1);
    }

    @Test
    void aTenantThatCannotBeReadKeepsNoOtherOneFromBeingCounted() {
        Tenant broken = new Tenant("aaa", "a first one", "key", "key", Optional.empty(), List.of());
        new TenantRegistry(lab.table, OPEN).register(broken, Generation.FIRST);
        lab.put(entries(100), "main", lab.batch(2));
        for (Tenant tenant : List.of(broken, TENANT)) {
            lab.quotas(entries(100)).account(tenant, new DatabaseId("main")).charge(5, 500);
        }
        assertThat(new UsageJobs(lab.table).pending())
                .extracting(UsageJobs.Job::tenantId)
                .containsExactly("aaa", TENANT.id());
        lab.advance(UsageMaintenance.EVERY);
        // When it is time, the list is read; the next call is the first for the first tenant.
        Trap fails = new Trap(new Trap.Moment() {
            @Override
            public void before(int number) {
                if (number == 3) {
                    throw new StoreUnavailableException("no answer");
                }
            }
        });

        assertThatThrownBy(() -> maintenance(fails).run()).hasMessage("no answer");

        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(2);
        assertThat(UsageRow.read(lab.table, broken).entries()).isEqualTo(5);
    }

    @Test
    void ofATenantThatIsNeverQuietNoRoomIsLostForLong() {
        PutAccount onePush = lab.quotas(entries(1_000_000)).account(TENANT, new DatabaseId("main"));
        LogStore store = new LogStore(lab.process(), QuotaLab.store("main"), PutGuard.NONE, onePush);
        int pushes = 0;
        for (int minute = 0; minute < Duration.ofDays(3).toMinutes(); minute += 31) {
            store.put(lab.batch(1), Witness.NONE);
            pushes++;
            maintenance(Trap.counting()).run();
            assertThat(UsageRow.read(lab.table, TENANT).entries()).isBetween((long) pushes, pushes + 300L);
            lab.advance(Duration.ofMinutes(31));
        }
    }

    @Test
    void whatProcessesThatDiedHadTakenOfATenantThatIsNeverQuietIsGivenBack() {
        int pushes = 0;
        for (int minute = 0; minute < Duration.ofDays(3).toMinutes(); minute += 31) {
            lab.put(entries(1_000_000), "main", lab.batch(1));
            pushes++;
            maintenance(Trap.counting()).run();
            assertThat(UsageRow.read(lab.table, TENANT).entries())
                    .isBetween((long) pushes, pushes + 26 * Allotment.MOST_ENTRIES);
            lab.advance(Duration.ofMinutes(31));
        }
    }

    @Test
    void roomThatIsInForceIsNotGivenBackOfATenantThatIsNeverQuiet() {
        TenantQuotas process = lab.quotas(entries(1_000_000));
        process.account(TENANT, new DatabaseId("main")).charge(1, 600);
        maintenance(Trap.counting()).run();
        lab.advance(UsageMaintenance.EVERY);
        process.account(TENANT, new DatabaseId("main")).charge(65, 600);
        maintenance(Trap.counting()).run();
        for (int hour = 0; hour < 6; hour++) {
            lab.advance(Duration.ofHours(1));
            process.account(TENANT, new DatabaseId("main")).charge(65, 600);
        }

        maintenance(Trap.counting()).run();

        // Nothing was stored: what was counted before the second run is given back, and nothing else.
        assertThat(UsageRow.read(lab.table, TENANT).entries()).isEqualTo(6 * 65 + Allotment.MOST_ENTRIES);
    }
}

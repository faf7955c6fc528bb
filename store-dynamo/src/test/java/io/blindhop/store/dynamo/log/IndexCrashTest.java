package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever brings commits into runs dies or stands still around any of its calls, while others do the same. */
class IndexCrashTest {
    private final Batches batches = new Batches();
    private final List<List<VerifiedEntry>> before = new ArrayList<>();
    private final List<VerifiedEntry> mine = batches.small(5);
    private final List<VerifiedEntry> others = batches.small(6);
    private Lab lab;

    IndexCrashTest() {
        for (int size : new int[] {3, 7, 4, 9, 2, 1, 6}) {
            before.add(batches.small(size));
        }
    }

    @BeforeEach
    void freshLab() {
        lab = Batches.lab().withSmallIndex();
        before.forEach(lab::put);
    }

    private List<VerifiedEntry> all(List<List<VerifiedEntry>> more) {
        List<VerifiedEntry> all = new ArrayList<>();
        before.forEach(all::addAll);
        more.forEach(all::addAll);
        return all;
    }

    private int callsOfAPut() {
        Trap counting = Trap.counting();
        lab.store(counting).put(mine, Witness.NONE);
        freshLab();
        return counting.calls();
    }

    private void maintainADayLater() {
        lab.advance(Duration.ofDays(1));
        lab.maintenance(Trap.counting()).run();
    }

    @Test
    void aPutThatMergesRunsMayDieAnywhereAndLeavesNothingBehind() {
        int calls = callsOfAPut();
        assertThat(calls).as("it merges").isGreaterThan(15);
        for (int call = 0; call < calls; call++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                freshLab();
                Trap deadly = Trap.deadly(call, afterwards);
                assertThat(catchThrowable(() -> lab.store(deadly).put(mine, Witness.NONE)))
                        .isInstanceOf(Trap.Death.class);
                lab.put(mine);
                Expect.holdsExactly(lab.store(), all(List.of(mine)));
                lab.put(others);
                maintainADayLater();
                Expect.holdsExactly(lab.store(), all(List.of(mine, others)));
                Expect.leavesNoLitter(lab);
            }
        }
    }

    @Test
    void whileAMergeStandsStillOthersMergeAndNothingOfTheirsIsDeleted() {
        int calls = callsOfAPut();
        for (int call = 0; call < calls; call++) {
            freshLab();
            Trap frozen = Trap.frozen(Map.of(call, () -> {
                for (VerifiedEntry entry : others) {
                    lab.put(List.of(entry));
                }
            }));
            lab.store(frozen).put(mine, Witness.NONE);
            Expect.holdsExactly(lab.store(), all(List.of(mine, others)));
            maintainADayLater();
            Expect.holdsExactly(lab.store(), all(List.of(mine, others)));
            Expect.leavesNoLitter(lab);
        }
    }

    @Test
    void aMergeThatStoodStillForADayDoesNotNameWhatMaintenanceHasDeleted() {
        int calls = callsOfAPut();
        for (int call = 0; call < calls; call++) {
            freshLab();
            Trap frozen = Trap.frozenBefore(call, this::maintainADayLater);
            Throwable late = catchThrowable(() -> lab.store(frozen).put(mine, Witness.NONE));
            assertThat(late == null || late instanceof StoreUnavailableException)
                    .isTrue();
            lab.put(mine);
            Expect.holdsExactly(lab.store(), all(List.of(mine)));
            maintainADayLater();
            Expect.leavesNoLitter(lab);
        }
    }

    @Test
    void maintenanceMayDieAnywhereInAMergeThatWasTooLargeForAPut() {
        for (int call = 0; ; call++) {
            freshLab();
            for (int i = 0; i < 4; i++) {
                lab.put(batches.small(8));
            }
            assertThat(new IndexJobs(lab.table()).pending(10)).containsExactly(Lab.STORE);
            List<String> ids =
                    Lab.all(lab.store(), 100).stream().map(entry -> entry.id()).toList();
            Trap deadly = Trap.deadly(call, call % 2 == 0);
            boolean died = catchThrowable(() -> lab.maintenance(deadly).run()) != null;
            assertThat(lab.store().metadata(ids)).hasSameSizeAs(ids);
            maintainADayLater();
            assertThat(lab.store().metadata(ids)).hasSameSizeAs(ids);
            assertThat(new IndexJobs(lab.table()).pending(10)).isEmpty();
            Expect.leavesNoLitter(lab);
            if (!died) {
                assertThat(call).isGreaterThan(20);
                return;
            }
        }
    }

    @Test
    void aReaderWhoseRunsAreReplacedMeanwhileReadsOn() {
        List<VerifiedEntry> known = all(List.of());
        List<String> ids = known.stream().map(VerifiedEntry::id).toList();
        Trap counting = Trap.counting();
        lab.store(counting).metadata(ids);
        for (int call = 0; call < counting.calls(); call++) {
            freshLab();
            Trap frozen = Trap.frozen(Map.of(call, () -> {
                for (int i = 0; i < 6; i++) {
                    lab.put(batches.small(5));
                }
                lab.maintenance(Trap.counting()).run();
            }));
            assertThat(lab.store(frozen).metadata(ids)).hasSameSizeAs(ids);
        }
    }
}

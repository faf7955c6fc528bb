package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A process dies before or after any of its calls to the two services; then others come. */
class CrashTest {
    private final Batches batches = new Batches();
    private final List<VerifiedEntry> before = batches.small(3);
    /** Small and large payloads, one shared, and one entry that is there already. */
    private final List<VerifiedEntry> batch = batch(batches, before.getFirst());

    private Lab lab;

    List<VerifiedEntry> batch(Batches from, VerifiedEntry known) {
        return from.mixed(known);
    }

    Lab newLab() {
        return Batches.lab();
    }

    /** More than so many calls does a put take. */
    int fewestCalls() {
        return 10;
    }

    private void freshLab() {
        lab = newLab();
        lab.put(before);
    }

    /** Lets a put die around each of its calls, in a lab of its own, and hands over to {@code then}. */
    private void afterEveryDeath(Consumer<List<VerifiedEntry>> then) {
        freshLab();
        Trap counting = Trap.counting();
        lab.store(counting).put(batch, Witness.NONE);
        int calls = counting.calls();
        assertThat(calls).isGreaterThan(fewestCalls());
        for (int call = 0; call < calls; call++) {
            for (boolean afterwards : new boolean[] {false, true}) {
                freshLab();
                Trap deadly = Trap.deadly(call, afterwards);
                assertThat(catchThrowable(() -> lab.store(deadly).put(batch, Witness.NONE)))
                        .isInstanceOf(Trap.Death.class);
                List<String> visible =
                        Lab.all(lab.store(), 1000).stream().map(StoredEntry::id).toList();
                boolean committed = visible.size() > before.size();
                then.accept(committed ? together(before, batch) : before);
            }
        }
    }

    private static List<VerifiedEntry> together(List<VerifiedEntry> a, List<VerifiedEntry> b) {
        List<VerifiedEntry> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    @Test
    void aPutThatDiesIsVisibleWholeOrNotAtAll() {
        afterEveryDeath(expected -> Expect.holdsExactly(lab.store(), expected));
    }

    @Test
    void aRetryOfAPutThatDiedStoresEveryEntryOnce() {
        afterEveryDeath(expected -> {
            lab.put(batch);
            Expect.holdsExactly(lab.store(), together(before, batch));
        });
    }

    @Test
    void maintenanceClearsAwayWhatADeadPutLeftBehind() {
        afterEveryDeath(expected -> {
            lab.advance(Duration.ofDays(1));
            lab.maintenance(Trap.counting()).run();
            Expect.holdsExactly(lab.store(), expected);
            Expect.leavesNoLitter(lab);
            lab.put(batch);
            Expect.holdsExactly(lab.store(), together(before, batch));
            Expect.leavesNoLitter(lab);
        });
    }

    @Test
    void maintenanceLeavesAPutAloneThatMayStillBeAlive() {
        afterEveryDeath(expected -> {
            lab.advance(Duration.ofMinutes(30));
            assertThat(lab.maintenance(Trap.counting()).run()).isEqualTo(new Maintenance.Report(0, 0, 0, 0));
        });
    }

    @Test
    void maintenanceMayDieAnywhereAndTheNextRunFinishesIt() {
        afterEveryDeath(expected -> {
            lab.advance(Duration.ofDays(1));
            for (int call = 0; ; call++) {
                Trap deadly = Trap.deadly(call, call % 2 == 0);
                Throwable death = catchThrowable(() -> lab.maintenance(deadly).run());
                if (death == null) {
                    break;
                }
                Expect.holdsExactly(lab.store(), expected);
            }
            lab.maintenance(Trap.counting()).run();
            Expect.holdsExactly(lab.store(), expected);
            Expect.leavesNoLitter(lab);
        });
    }

    @Test
    void aRetryOneDayLaterMayMeetMaintenanceAtEveryStep() {
        afterEveryDeath(expected -> {
            lab.advance(Duration.ofDays(1));
            int step = expected.size() * 7 % 11;
            Trap retry = Trap.frozen(Map.of(
                    step,
                    () -> lab.maintenance(Trap.counting()).run(),
                    step + 3,
                    () -> lab.maintenance(Trap.counting()).run()));
            lab.store(retry).put(batch, Witness.NONE);
            Expect.holdsExactly(lab.store(), together(before, batch));
        });
        for (int step = 0; step < 25; step++) {
            int at = step;
            afterSomeDeaths(() -> {
                Trap retry = Trap.frozen(
                        Map.of(at, () -> lab.maintenance(Trap.counting()).run()));
                lab.store(retry).put(batch, Witness.NONE);
            });
            afterSomeDeaths(() -> {
                Trap cleaning = Trap.frozen(Map.of(at, () -> lab.put(batch)));
                lab.maintenance(cleaning).run();
                lab.put(batch);
            });
        }
    }

    /** Deaths at a sample of places, with everything put in the end. */
    private void afterSomeDeaths(Runnable race) {
        for (int call = 1; call < 25; call += 2) {
            freshLab();
            Trap deadly = Trap.deadly(call, true);
            Throwable death = catchThrowable(() -> lab.store(deadly).put(batch, Witness.NONE));
            assertThat(death)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            died -> assertThat(died).isInstanceOf(Trap.Death.class));
            lab.advance(Duration.ofDays(1));
            race.run();
            Expect.holdsExactly(lab.store(), together(before, batch));
            lab.advance(Duration.ofDays(1));
            lab.maintenance(Trap.counting()).run();
            Expect.holdsExactly(lab.store(), together(before, batch));
            Expect.leavesNoLitter(lab);
        }
    }
}

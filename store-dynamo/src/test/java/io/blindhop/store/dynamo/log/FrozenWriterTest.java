package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A writer stands still after any of its calls while others work, and goes on as if nothing had happened. */
class FrozenWriterTest {
    private final Batches batches = new Batches();
    private final List<VerifiedEntry> before = batches.small(3);
    private final List<VerifiedEntry> mine = mine(batches, before.getFirst());
    private final List<VerifiedEntry> others = batches.small(4);

    List<VerifiedEntry> mine(Batches from, VerifiedEntry known) {
        return from.mixed(known);
    }

    /** Who refers to what maintenance may have collected is refused. */
    void expectRefusals(int refused) {
        assertThat(refused).isPositive();
    }

    private static int callsOf(Lab lab, List<VerifiedEntry> entries) {
        Trap counting = Trap.counting();
        lab.store(counting).put(entries, Witness.NONE);
        return counting.calls();
    }

    private Lab labWithBefore() {
        Lab lab = Batches.lab();
        lab.put(before);
        return lab;
    }

    private List<VerifiedEntry> everything() {
        List<VerifiedEntry> all = new ArrayList<>(before);
        all.addAll(mine);
        all.addAll(others);
        return all;
    }

    @Test
    void othersMayPutTheSameEntriesBetweenAnyTwoCalls() {
        int calls = callsOf(labWithBefore(), mine);
        for (int first = 0; first < calls; first++) {
            for (int second = first + 1; second <= calls; second++) {
                Lab lab = labWithBefore();
                Trap frozen = Trap.frozen(Map.of(
                        first, () -> lab.put(others),
                        second, () -> lab.put(mine.reversed())));
                List<PutOutcome> outcomes = lab.store(frozen).put(mine, Witness.NONE);
                lab.put(others);
                lab.put(mine);
                Expect.holdsExactly(lab.store(), everything());
                assertThat(outcomes).hasSameSizeAs(mine);
                for (PutOutcome outcome : outcomes) {
                    assertThat(lab.store().metadata(List.of(outcome.stored().id())))
                            .containsValue(outcome.stored());
                }
            }
        }
    }

    @Test
    void aFreezeOfADayEndsInARefusalOrInACompletePut() {
        int calls = callsOf(labWithBefore(), mine);
        int refused = 0;
        for (int call = 0; call < calls; call++) {
            Lab lab = labWithBefore();
            Trap frozen = Trap.frozen(Map.of(call, () -> {
                lab.advance(Duration.ofDays(1));
                lab.maintenance(Trap.counting()).run();
            }));
            try {
                lab.store(frozen).put(mine, Witness.NONE);
            } catch (StoreUnavailableException tooLate) {
                refused++;
            }
            lab.put(mine);
            lab.advance(Duration.ofDays(1));
            lab.maintenance(Trap.counting()).run();
            List<VerifiedEntry> expected = new ArrayList<>(before);
            expected.addAll(mine);
            Expect.holdsExactly(lab.store(), expected);
            Expect.leavesNoLitter(lab);
        }
        expectRefusals(refused);
    }

    /** It has looked at the clock and writes next: only the control commit stands between it and the order. */
    @Test
    void aWriterThatStoodStillForADayBeforeAnyCallCannotCommitWhatMaintenanceHasCollected() {
        int calls = callsOf(labWithBefore(), mine);
        int refused = 0;
        for (int call = 0; call < calls; call++) {
            Lab lab = labWithBefore();
            Trap frozen = Trap.frozenBefore(call, () -> {
                lab.advance(Duration.ofDays(1));
                lab.maintenance(Trap.counting()).run();
            });
            try {
                lab.store(frozen).put(mine, Witness.NONE);
            } catch (StoreUnavailableException tooLate) {
                refused++;
                assertThat(Lab.all(lab.store(), 1000)).hasSameSizeAs(before);
            }
            lab.put(mine);
            List<VerifiedEntry> expected = new ArrayList<>(before);
            expected.addAll(mine);
            Expect.holdsExactly(lab.store(), expected);
        }
        expectRefusals(refused);
    }

    @Test
    void aTenantThatIsRegisteredAgainSeesNothingOfALateWriter() {
        int calls = callsOf(labWithBefore(), mine);
        StoreId again = new StoreId("another", Lab.STORE.dbId(), StoreKind.DOCS);
        for (int call = 0; call < calls; call++) {
            Lab lab = labWithBefore();
            LogContext other = lab.process(Trap.counting(), lab.clock);
            Trap frozen = Trap.frozen(Map.of(call, () -> new LogStore(other, again).put(others, Witness.NONE)));
            lab.store(frozen).put(mine, Witness.NONE);
            Expect.holdsExactly(new LogStore(other, again), others);
        }
    }

    @Test
    void aHundredOvertakingWritersLeaveReceiptTimesInOrder() {
        Lab lab = labWithBefore();
        List<VerifiedEntry> many = batches.small(40);
        var slow = new SettableClock(lab.clock.millis() - 60_000);
        Witness witness = (entry, receivedAt) ->
                Optional.of(new WitnessReceipt(receivedAt, "key", Bytes.utf8("signed " + receivedAt)));
        for (int i = 0; i < many.size(); i += 2) {
            VerifiedEntry fast = many.get(i + 1);
            // After it has read the tail and before it commits, whichever way it does.
            Trap frozen = Trap.frozen(Map.of(0, () -> {
                lab.advance(Duration.ofSeconds(1));
                lab.store().put(List.of(fast), witness);
            }));
            new LogStore(lab.process(frozen, slow), Lab.STORE).put(List.of(many.get(i)), witness);
        }
        assertThat(Lab.all(lab.store(), 7).stream()
                        .flatMap(entry -> entry.receipt().stream())
                        .map(receipt -> receipt.receivedAt()))
                .hasSize(40)
                .isSorted();
        assertThat(Lab.all(lab.store(), 7).stream().flatMap(entry -> entry.receipt().stream()))
                .allSatisfy(receipt ->
                        assertThat(receipt.signature()).isEqualTo(Bytes.utf8("signed " + receipt.receivedAt())));
    }
}

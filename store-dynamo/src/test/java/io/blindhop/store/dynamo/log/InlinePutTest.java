package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small puts are in the row of their commit, and a process that has seen the end of a log does not read it again. */
class InlinePutTest {
    private static final int READ_UNIT_BYTES = 4096;

    private final TestEntries entries = new TestEntries(11);
    private final Lab lab = Batches.lab();

    private VerifiedEntry entry(int payloadBytes) {
        return TestEntries.verified(entries.docCreate(entries.newDocId(), payloadBytes));
    }

    private List<VerifiedEntry> some(int count, int payloadBytes) {
        return IntStream.range(0, count).mapToObj(i -> entry(payloadBytes)).toList();
    }

    private List<Item> commits() {
        return lab.table().query(Query.prefix(Commit.partition(Lab.STORE), "C#", 10_000, Consistency.STRONG));
    }

    @Test
    void aSmallPutIsOneReadAndOneWriteAndNoObject() {
        lab.put(some(1, 600));
        Trap trap = Trap.counting();
        List<VerifiedEntry> one = some(1, 600);
        lab.store(trap).put(one, Witness.NONE);
        assertThat(trap.calls()).isEqualTo(2);
        assertThat(lab.blobs().list("", "")).isEmpty();
        assertThat(Lab.payloads(lab.store(), List.of(one.getFirst().id())))
                .containsValue(one.getFirst().payload());
    }

    @Test
    void theHeadOfAStoreIsOneReadUnitHoweverLargeItsLastPutIs() {
        List<VerifiedEntry> all = new ArrayList<>();
        int inline = 0;
        for (int bytes = 0; bytes < 5_000; bytes += 100) {
            for (int count : new int[] {1, 2, 5}) {
                List<VerifiedEntry> put = some(count, bytes / count);
                lab.put(put);
                all.addAll(put);
                Item last = commits().getLast();
                assertThat(ItemSize.of(last)).isLessThanOrEqualTo(READ_UNIT_BYTES);
                inline += Commit.fromItem(last).blocks().inline().isPresent() ? 1 : 0;
            }
        }
        assertThat(inline).isBetween(60, 130);
        assertThat(lab.blobs().list("", "")).isNotEmpty();
        Expect.holdsExactly(lab.store(), all);
        Expect.leavesNoLitter(lab);
    }

    @Test
    void aProcessThatHasSeenTheLogReadsOnlyWhatIsNew() {
        ContentAddressedStore others = lab.store();
        Trap trap = Trap.counting();
        ContentAddressedStore mine = lab.store(trap);
        others.put(some(1, 100), Witness.NONE);
        for (int i = 0; i < 8; i++) {
            mine.put(some(1, 100), Witness.NONE);
        }
        int before = trap.calls();
        for (int i = 0; i < 8; i++) {
            mine.put(some(1, 100), Witness.NONE);
        }
        assertThat(trap.calls() - before).isEqualTo(16);
        others.put(some(1, 100), Witness.NONE);
        others.put(some(1, 100), Witness.NONE);
        before = trap.calls();
        mine.put(some(1, 100), Witness.NONE);
        assertThat(trap.calls() - before)
                .as("the tail, what is new, the commit")
                .isEqualTo(3);
    }

    @Test
    void aControlCommitHasNothingToLookInto() {
        Trap trap = Trap.counting();
        LogContext process = lab.process(trap, lab.clock);
        ContentAddressedStore mine = new LogStore(process, Lab.STORE);
        mine.put(some(1, 100), Witness.NONE);
        new ControlCommit(process, StoreRows.of(process, Lab.STORE)).append();
        mine.put(some(1, 100), Witness.NONE);
        int before = trap.calls();
        mine.put(some(1, 100), Witness.NONE);
        assertThat(trap.calls() - before).isEqualTo(2);
    }

    @Test
    void whatAProcessRemembersHidesNoPurgeAndNoDuplicate() {
        ContentAddressedStore remembering = lab.store();
        List<VerifiedEntry> secret = some(1, 600);
        List<VerifiedEntry> other = some(1, 600);
        lab.put(secret);
        lab.put(other);
        List<String> ids = List.of(secret.getFirst().id(), other.getFirst().id());
        assertThat(remembering.metadata(ids)).hasSize(2);
        assertThat(remembering.put(other, Witness.NONE)).allMatch(outcome -> outcome.duplicate());
        new PurgeJobs(lab.table())
                .request(
                        Lab.STORE.incarnation(),
                        Lab.STORE.dbId(),
                        secret.getFirst().metadata().docId());
        lab.maintenance(Trap.counting()).run();
        lab.advance(Duration.ofMinutes(61));
        assertThat(remembering.metadata(ids)).containsOnlyKeys(other.getFirst().id());
        assertThat(Lab.payloads(remembering, ids))
                .containsOnlyKeys(other.getFirst().id());
        assertThat(remembering.document(secret.getFirst().metadata().docId())).isEmpty();
    }
}

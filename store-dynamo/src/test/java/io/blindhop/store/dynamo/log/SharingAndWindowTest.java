package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What puts leave to those after them: large objects to share, commits to index. */
class SharingAndWindowTest {
    private static final int LARGE = 100_000;

    private final Lab lab = Batches.lab();
    private final TestEntries entries = new TestEntries(8);

    private VerifiedEntry attachment(String id, Bytes content) {
        return TestEntries.verified(entries.entry("attachment_chunk", "doc_a_" + id, "doc", content));
    }

    @Test
    void entriesWithTheSameLargeContentShareOneObjectWithinAPutAndAcrossPuts() {
        Bytes content = entries.bytes(LARGE);
        List<VerifiedEntry> all = List.of(attachment("1", content), attachment("2", content), attachment("3", content));
        lab.put(all.subList(0, 2));
        assertThat(lab.blobs().list("", "")).hasSize(1);
        lab.put(all.subList(2, 3));
        assertThat(lab.blobs().list("", "")).singleElement().matches(object -> object.size() == LARGE);
        Expect.holdsExactly(lab.store(), all);
        Expect.leavesNoLitter(lab);
    }

    @Test
    void smallContentIsNotShared() {
        Bytes content = entries.bytes(600);
        List<VerifiedEntry> all = List.of(attachment("1", content), attachment("2", content));
        lab.put(all.subList(0, 1));
        lab.put(all.subList(1, 2));
        assertThat(lab.blobs().list("", "")).hasSize(2);
        Expect.holdsExactly(lab.store(), all);
    }

    /** Dies as soon as its commit is there. */
    private void putThatIsNotIndexed(VerifiedEntry entry) {
        long before = lab.store().head().maxReceiptOrder();
        Trap deadly = new Trap(new Trap.Moment() {
            @Override
            public void after(int number) {
                if (lab.store().head().maxReceiptOrder() > before) {
                    throw new Trap.Death("committed at call " + number);
                }
            }
        });
        assertThat(catchThrowable(() -> lab.store(deadly).put(List.of(entry), Witness.NONE)))
                .isInstanceOf(Trap.Death.class);
    }

    private IndexWindow window() {
        CommitLog log =
                StoreRows.of(lab.process(Trap.counting(), lab.clock), Lab.STORE).log();
        return IndexWindow.of(log, log.tail());
    }

    @Test
    void writersIndexWhatDeadOnesDidNotSoThatTheWindowStaysSmallWithoutMaintenance() {
        Batches batches = new Batches();
        List<VerifiedEntry> all = new ArrayList<>();
        int dead = 2 * LogLimits.UNINDEXED_COMMITS;
        for (VerifiedEntry entry : batches.small(dead)) {
            putThatIsNotIndexed(entry);
            all.add(entry);
        }
        int most = window().size();
        assertThat(most).isBetween(LogLimits.UNINDEXED_COMMITS, dead);
        for (VerifiedEntry entry : batches.small(2 * dead)) {
            lab.put(List.of(entry));
            all.add(entry);
            most = Math.max(most, window().size());
        }
        assertThat(most).isLessThanOrEqualTo(dead + 1);
        assertThat(window().size()).isLessThanOrEqualTo(LogLimits.UNINDEXED_COMMITS + 1);
        assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
        Expect.holdsExactly(lab.store(), all);
    }
}

package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.IndexShape;
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
        Lab lab = Batches.lab().withoutInline();
        Bytes content = entries.bytes(600);
        List<VerifiedEntry> all = List.of(attachment("1", content), attachment("2", content));
        lab.put(all.subList(0, 1));
        lab.put(all.subList(1, 2));
        assertThat(lab.blobs().list("", "")).hasSize(2);
        Expect.holdsExactly(lab.store(), all);
    }

    /** Dies as soon as its commit is there. */
    private void putThatDiesAfterItsCommit(VerifiedEntry entry) {
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

    private int window() {
        StoreRows rows = StoreRows.of(lab.process(Trap.counting(), lab.clock), Lab.STORE);
        return rows.keeper().view(rows.log().tail()).window().size();
    }

    @Test
    void writersBringInWhatDeadOnesDidNotSoThatTheWindowStaysSmallWithoutMaintenance() {
        Batches batches = new Batches();
        List<VerifiedEntry> all = new ArrayList<>();
        int commits = IndexShape.STANDARD.windowCommits();
        int overdue = LogLimits.OVERDUE_WINDOWS * commits;
        for (VerifiedEntry entry : batches.small(overdue + 5)) {
            putThatDiesAfterItsCommit(entry);
            all.add(entry);
        }
        assertThat(window()).isEqualTo(overdue + 5);
        int most = 0;
        for (VerifiedEntry entry : batches.small(3 * commits)) {
            lab.put(List.of(entry));
            all.add(entry);
            most = Math.max(most, window());
        }
        assertThat(most).isLessThan(commits);
        assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
        Expect.holdsExactly(lab.store(), all);
    }
}

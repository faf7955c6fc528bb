package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that remembers that nothing was purged forgets it in time. */
class WarmDenylistTest {
    private static final String SECRET = "secret_document";
    private static final LogReader.End BEFORE = new LogReader.End(5, "the fifth");
    private static final LogReader.End AFTER = new LogReader.End(6, "with a purge");

    private final TestEntries entries = new TestEntries(8);
    private Lab lab = Batches.lab();

    private VerifiedEntry verified(String docId) {
        String id = docId + "_d_0_" + entries.bytes(32).toHex();
        return TestEntries.verified(entries.entry("doc_change", id, docId, entries.bytes(600)));
    }

    private void request() {
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), SECRET);
    }

    private void put(LogContext process, LogReader.End directory, String docId) {
        new LogStore(process, Lab.STORE, new Denylist(process, Lab.STORE, true, Optional.of(directory)))
                .put(List.of(verified(docId)), Witness.NONE);
    }

    private static int calls(Trap trap, Runnable work) {
        int before = trap.calls();
        work.run();
        return trap.calls() - before;
    }

    @Test
    void theListIsReadOnceForEachStateOfTheDirectory() {
        Trap trap = Trap.counting();
        LogContext process = lab.process(trap, lab.clock);
        put(process, BEFORE, "a");
        put(process, BEFORE, "b");

        int warm = calls(trap, () -> put(process, BEFORE, "c"));

        assertThat(calls(trap, () -> put(process, AFTER, "d"))).isEqualTo(warm + 1);
        assertThat(calls(trap, () -> put(process, AFTER, "e"))).isEqualTo(warm);
    }

    @Test
    void whatWasPurgedIsRefusedByWhoeverSeesTheDirectoryThatSaysSo() {
        LogContext process = lab.process(Trap.counting(), lab.clock);
        put(process, BEFORE, SECRET);

        request();

        assertThatThrownBy(() -> put(process, AFTER, SECRET)).isInstanceOf(PurgedDocumentException.class);
        put(process, AFTER, "harmless");
    }

    @Test
    void whoeverStillSeesTheDirectoryBeforeItIsRefusedOnceThePurgeHasTakenAnOrder() {
        LogContext process = lab.process(Trap.counting(), lab.clock);
        put(process, BEFORE, SECRET);
        request();

        lab.maintenance(Trap.counting()).run();

        assertThatThrownBy(() -> put(process, BEFORE, SECRET)).isInstanceOf(PurgedDocumentException.class);
    }

    @Test
    void aWarmWriterThatStandsStillWhileAPurgeRunsIsRefusedOrPurged() {
        for (int call = 0; call < 20; call++) {
            lab = Batches.lab();
            int at = call;
            int[] warmedUp = {Integer.MAX_VALUE};
            Trap frozen = new Trap(new Trap.Moment() {
                @Override
                public void after(int number) {
                    if (number == warmedUp[0] + at) {
                        request();
                        lab.maintenance(Trap.counting()).run();
                    }
                }
            });
            LogContext process = lab.process(frozen, lab.clock);
            put(process, BEFORE, "other");
            put(process, BEFORE, "another");
            warmedUp[0] = frozen.calls();

            Throwable refused = catchThrowable(() -> put(process, BEFORE, SECRET));

            assertThat(refused == null || refused instanceof PurgedDocumentException)
                    .isTrue();
            if (frozen.calls() <= warmedUp[0] + at) {
                assertThat(call).isGreaterThan(1);
                return;
            }
            assertThat(Lab.all(lab.store(), 1000))
                    .as("nothing of the document lies behind the purge's control commit, call %d", call)
                    .extracting(StoredEntry::id)
                    .noneMatch(id -> id.startsWith(SECRET));
        }
    }
}

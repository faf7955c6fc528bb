package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.index.Run;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What maintenance does with runs that puts have left. */
class IndexMaintenanceTest {
    private final Batches batches = new Batches();
    private final Lab lab = Batches.lab().withSmallIndex();
    private final List<VerifiedEntry> all = new ArrayList<>();

    private void put(int entries) {
        List<VerifiedEntry> batch = batches.small(entries);
        lab.put(batch);
        all.addAll(batch);
    }

    private Manifest manifest() {
        return new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                .read(Consistency.STRONG)
                .orElseThrow();
    }

    private LogContext context() {
        return lab.process(Trap.counting(), lab.clock);
    }

    private static IndexMerge merge(LogContext context) {
        StoreRows rows = StoreRows.of(context, Lab.STORE);
        return new IndexMerge(context, Lab.STORE, rows.log(), rows.blocks(), rows.runs());
    }

    private static Manifest of(long... items) {
        List<Run> runs = Arrays.stream(items)
                .mapToObj(count -> new Run("r" + count, count, 16 * 1024, List.of(new EntryHash(0, 0))))
                .toList();
        return Manifest.none(1, 0).with(1, runs);
    }

    private static List<Long> due(Manifest manifest) {
        return IndexMerge.due(manifest, IndexShape.STANDARD).stream()
                .map(Run::items)
                .toList();
    }

    @Test
    void aSmallNewRunDoesNotHideThatLargerOnesAreToBeMerged() {
        assertThat(due(of(256_000, 255_000, 34_000, 2_000))).containsExactly(256_000L, 255_000L, 34_000L);
    }

    @Test
    void runsOfWhichEachIsManyTimesTheNextStay() {
        assertThat(due(of(9_000_000, 900_000, 90_000, 2_000))).isEmpty();
        assertThat(due(of(9_000_000, 90_000, 80_000))).containsExactly(90_000L, 80_000L);
    }

    @Test
    void aMergeHoldsAlthoughPutsBringInMoreMeanwhile() {
        for (int i = 0; i < 8; i++) {
            put(8);
        }
        Manifest before = manifest();
        List<Run> large = before.runs().stream().filter(run -> run.items() > 8).toList();
        assertThat(large).hasSizeGreaterThan(1);
        put(3);
        put(3);
        put(3);
        assertThat(manifest().revision()).isGreaterThan(before.revision());
        assertThat(Collections.indexOfSubList(manifest().runs(), large)).isNotNegative();
        LogContext context = context();

        assertThat(merge(context).merge(before, context.newPutId(), large)).isEqualTo(IndexMerge.Outcome.DONE);

        assertThat(manifest().runs()).doesNotContainAnyElementsOf(large);
        Expect.holdsExactly(lab.store(), all);
    }

    @Test
    void whereverMaintenanceStandsStillOthersBringInMoreAndNothingIsLost() {
        for (int call = 0; call < 60; call++) {
            Lab fresh = Batches.lab().withSmallIndex();
            List<VerifiedEntry> entries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<VerifiedEntry> batch = batches.small(8);
                fresh.put(batch);
                entries.addAll(batch);
            }
            List<VerifiedEntry> others = batches.small(9);
            entries.addAll(others);
            Trap frozen = Trap.frozen(Map.of(call, () -> fresh.put(others)));
            fresh.maintenance(frozen).run();
            fresh.put(others);
            Expect.holdsExactly(fresh.store(), entries);
            fresh.maintenance(Trap.counting()).run();
            assertThat(new IndexJobs(fresh.table()).pending(10)).isEmpty();
            Expect.leavesNoLitter(fresh);
        }
    }

    @Test
    void aDamagedStoreKeepsMaintenanceFromNoOther() {
        put(8);
        StoreId damaged = new StoreId(Lab.STORE.incarnation(), "a", Lab.STORE.kind());
        for (int i = 0; i < 3; i++) {
            new LogStore(context(), damaged).put(batches.small(1), Witness.NONE);
        }
        lab.table().deleteAll(List.of(Commit.key(damaged, 2), new Key(Commit.partition(damaged), "M#index")));
        IndexJobs jobs = new IndexJobs(lab.table());
        jobs.request(damaged);
        jobs.request(Lab.STORE);

        assertThatThrownBy(() -> lab.maintenance(Trap.counting()).run()).isInstanceOf(CorruptStoreException.class);

        assertThat(jobs.pending(10)).containsExactly(damaged);
    }

    @Test
    void whatHoldsNoEntryRewritesNoRun() {
        for (int i = 0; i < 6; i++) {
            put(8);
        }
        LogContext context = context();
        StoreRows rows = StoreRows.of(context, Lab.STORE);
        rows.keeper().mergeAll(rows.log().tail());
        List<Run> runs = manifest().runs();
        new ControlCommit(context, rows).append(rows.log().tail());

        rows.keeper().mergeAll(rows.log().tail());

        assertThat(manifest().upTo()).isEqualTo(rows.log().tail().last());
        assertThat(manifest().runs()).isEqualTo(runs);
    }

    @Test
    void aMergeThatMissesAnObjectLeavesNothingOfItsOwn() {
        for (int i = 0; i < 12; i++) {
            put(8);
        }
        lab.maintenance(Trap.counting()).run();
        Manifest manifest = manifest();
        Run largest = manifest.runs().getFirst();
        assertThat(largest.items()).isGreaterThan(40);
        List<String> names = largest.objects().names();
        lab.blobs().delete(List.of(names.get(names.size() - 2)));
        LogContext context = context();
        PutId name = context.newPutId();

        assertThat(merge(context).merge(manifest, name, List.of(largest))).isEqualTo(IndexMerge.Outcome.OBJECT_GONE);

        assertThat(merge(context).objectsOf(name)).isEmpty();
    }

    /** A version that is still running, or was put back, writes blocks of another size and leaves what is noted of it. */
    @Test
    void theSizeOfBlocksThatAnOlderVersionRewroteIsSeenByTheirNumber() {
        List<VerifiedEntry> batch = batches.small(300);
        lab.put(batch);
        StoreRows rows = StoreRows.of(context(), Lab.STORE);
        Commit commit = rows.log().tail();
        assertThat(commit.blocks().entries()).isEqualTo(LogLimits.BLOCK_ENTRIES);

        Commit rewritten = Commit.fromItem(commit.toItem(Lab.STORE).with(Map.of(Commit.BLOCKS, new Value.Whole(2))));

        assertThat(rewritten.blocks().entries()).isEqualTo(256);
        assertThat(rewritten.blockOf(commit.first() + 299)).isEqualTo(1);
        assertThat(rewritten.positionsOf(1)).isEqualTo(44);
    }
}

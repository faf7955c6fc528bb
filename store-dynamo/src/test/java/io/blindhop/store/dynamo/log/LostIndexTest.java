package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Generation;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.index.Run;
import io.blindhop.store.dynamo.index.RunItem;
import io.blindhop.store.dynamo.index.RunReader;
import io.blindhop.store.dynamo.index.RunWriter;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs are made anew from the log where their objects are gone, and where the table was restored. */
class LostIndexTest {
    private static final int BATCH = 5;

    private final Batches batches = new Batches();
    private final List<VerifiedEntry> all = new ArrayList<>();
    private final Lab lab = Batches.lab().withSmallIndex();

    @BeforeEach
    void fillAStore() {
        for (int i = 0; i < 30; i++) {
            List<VerifiedEntry> batch = batches.small(BATCH);
            lab.put(batch);
            all.addAll(batch);
        }
        assertThat(objects()).hasSizeGreaterThan(10);
    }

    private List<String> objects() {
        List<String> names = new ArrayList<>();
        String prefix = Lab.STORE.joined('/') + "/index/";
        for (List<Blob> page = lab.blobs().list(prefix, "");
                !page.isEmpty();
                page = lab.blobs().list(prefix, page.getLast().name())) {
            page.forEach(blob -> names.add(blob.name()));
        }
        return names;
    }

    private Manifest manifest() {
        return new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                .read(Consistency.STRONG)
                .orElseThrow();
    }

    @Test
    void whicheverObjectIsGoneEverythingIsFound() {
        for (String name : objects()) {
            lab.blobs().delete(List.of(name));
            Expect.holdsExactly(lab.store(), all);
            assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
        }
    }

    @Test
    void withoutAnyObjectTheIndexIsMadeAnewAndTheNextReaderUsesIt() {
        lab.blobs().delete(objects());
        Expect.holdsExactly(lab.store(), all);
        assertThat(manifest().upTo()).isEqualTo(all.size());
        assertThat(objects()).containsExactlyInAnyOrderElementsOf(manifest().named());
        Trap counting = Trap.counting();
        lab.store(counting).metadata(List.of(all.getFirst().id()));
        assertThat(counting.calls()).isLessThan(15);
        Expect.leavesNoLitter(lab);
    }

    private void fill(int more) {
        for (int i = 0; i < more; i++) {
            List<VerifiedEntry> batch = batches.small(BATCH);
            lab.put(batch);
            all.addAll(batch);
        }
    }

    private void look(Trap trap) {
        lab.store(trap).metadata(List.of(all.getFirst().id()));
    }

    /** Of a lost index, until the store answers. */
    private List<Long> marksOfRequests() {
        List<Long> marks = new ArrayList<>();
        while (true) {
            try {
                look(Trap.counting());
                return marks;
            } catch (StoreUnavailableException notYet) {
                assertThat(notYet)
                        .hasMessageContaining("is made anew and has come to order "
                                + manifest().upTo());
                marks.add(manifest().upTo());
            }
        }
    }

    private int callsOfARequest() {
        Trap counting = Trap.counting();
        assertThatThrownBy(() -> look(counting)).isInstanceOf(StoreUnavailableException.class);
        return counting.calls();
    }

    @Test
    void aRequestMakesABoundedPartOfALostIndexAnewAndTheNextOneGoesOn() {
        fill(120);
        lab.blobs().delete(objects());

        List<Long> marks = marksOfRequests();

        assertThat(marks).hasSizeGreaterThan(3).isSorted().doesNotHaveDuplicates();
        Expect.holdsExactly(lab.store(), all);
        assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
        Expect.leavesNoLitter(lab);
    }

    @Test
    void whatARequestDoesForALostIndexDoesNotDependOnTheSizeOfTheStore() {
        fill(120);
        lab.blobs().delete(objects());
        int few = callsOfARequest();
        marksOfRequests();
        fill(480);
        lab.blobs().delete(objects());
        assertThat(callsOfARequest()).isLessThan(2 * few);
    }

    @Test
    void maintenanceMakesTheRestOfALostIndexInOneRunAndAPutGoesOnAfterIt() {
        fill(120);
        lab.blobs().delete(objects());
        List<VerifiedEntry> more = batches.small(BATCH);
        assertThatThrownBy(() -> lab.put(more)).isInstanceOf(StoreUnavailableException.class);

        lab.maintenance(Trap.counting()).run();

        assertThat(manifest().upTo()).isEqualTo(all.size());
        assertThat(new IndexJobs(lab.table()).pending(10)).isEmpty();
        lab.put(more);
        all.addAll(more);
        Expect.holdsExactly(lab.store(), all);
        Expect.leavesNoLitter(lab);
    }

    @Test
    void whereverThoseDieWhoMakeItAnewWhatTheyMadeStaysAndNothingIsLost() {
        fill(120);
        for (int call = 0; call < 60; call += 3) {
            lab.blobs().delete(objects());
            for (int i = 0; i < 3; i++) {
                long mark = manifest().upTo();
                try {
                    look(Trap.deadly(call + i, i % 2 == 0));
                } catch (Trap.Death | StoreUnavailableException notYet) {
                    assertThat(manifest().upTo()).isGreaterThanOrEqualTo(mark == all.size() ? 0 : mark);
                }
            }
            try {
                lab.maintenance(Trap.deadly(call, true)).run();
            } catch (Trap.Death death) {
                // The next one goes on.
            }
            lab.maintenance(Trap.counting()).run();
            marksOfRequests();
            Expect.holdsExactly(lab.store(), all);
        }
        lab.advance(LogLimits.LITTER_GRACE.plusMillis(1));
        lab.maintenance(Trap.counting()).run();
        Expect.leavesNoLitter(lab);
    }

    /** Nobody has put anything since, and so nobody has brought them in. */
    @Test
    void whoReadsBringsManySmallCommitsIntoARun() {
        for (int i = 0; i < 40; i++) {
            List<VerifiedEntry> one = batches.small(1);
            lab.put(one);
            all.addAll(one);
        }
        Manifest emptied = manifest().emptied(1);
        assertThat(new ManifestRow(lab.table(), Commit.partition(Lab.STORE)).replace(manifest(), emptied))
                .isTrue();
        Manifest some = emptied.with(150, List.of());
        assertThat(new ManifestRow(lab.table(), Commit.partition(Lab.STORE)).replace(emptied, some))
                .isTrue();

        look(Trap.counting());

        assertThat(manifest().upTo()).isEqualTo(all.size());
    }

    /** As if the first 48 bits of two hashes were the same. */
    @Test
    void aHashThatLeadsToOtherEntriesTooCostsAReadAndNothingElse() {
        Manifest before = manifest();
        List<StoredEntry> entries = Lab.all(lab.store(), 1000);
        List<RunItem> items = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            EntryHash hash = EntryHash.of(entries.get(i).id());
            for (int other : new int[] {i, (i + 1) % entries.size(), (i + 20) % entries.size()}) {
                long order = entries.get(other).receiptOrder();
                items.add(new RunItem(hash, order, order - (order - 1) % BATCH));
            }
        }
        Collections.sort(items);
        RunWriter writer = new RunWriter(lab.blobs(), new RunReader(lab.blobs(), new ProcessCache(0)), Lab.SMALL_INDEX);
        Run run = writer.write("incarnation/main/docs/index/collisions", List.of(), items);
        assertThat(new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                        .replace(before, before.with(entries.getLast().receiptOrder(), List.of(run))))
                .isTrue();
        Expect.holdsExactly(lab.store(), all);
        assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
    }

    @Test
    void inAnotherGenerationTheIndexIsMadeAnewFromTheLog() {
        Manifest before = manifest();
        LogContext restored = lab.process(Trap.counting(), lab.clock).in(new Generation(2));
        Expect.holdsExactly(new LogStore(restored, Lab.STORE), all);
        assertThat(manifest().generation()).isEqualTo(2);
        assertThat(manifest().objects()).doesNotContainAnyElementsOf(before.objects());
    }
}

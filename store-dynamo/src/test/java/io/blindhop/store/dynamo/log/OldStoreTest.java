package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.index.OldRows;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A store whose rows are as they were before there were runs: large blocks, no hashes, an index row for every entry. */
class OldStoreTest {
    private static final int OLD_BLOCK = 256;

    private final Batches batches = new Batches();
    private final TestEntries entries = new TestEntries(3);
    private final List<VerifiedEntry> all = new ArrayList<>();
    private Lab lab = Batches.lab().withoutInline();

    /** Puts, then turns every row into what it was in the days of old. The last {@code unindexed} writers had died. */
    private void makeOldStore(int unindexed, List<List<VerifiedEntry>> puts) {
        for (List<VerifiedEntry> put : puts) {
            lab.put(put);
            all.addAll(put);
        }
        StoreRows rows = StoreRows.of(lab.process(Trap.counting(), lab.clock), Lab.STORE);
        List<Commit> commits = rows.log().between(0, rows.log().tail().last());
        long upTo = 0;
        for (int i = 0; i < commits.size(); i++) {
            List<Indexed> records = rows.blocks().read(List.of(commits.get(i))).getFirst();
            boolean indexed = i < commits.size() - unindexed;
            if (indexed) {
                OldRows.write(lab.table(), lab.blobs(), Lab.STORE, records);
            }
            upTo = indexed ? commits.get(i).last() : upTo;
            age(commits.get(i), records, indexed, upTo);
        }
        lab.blobs()
                .delete(lab.blobs().list("", "").stream()
                        .map(Blob::name)
                        .filter(name -> name.contains("/index/"))
                        .toList());
        lab.table().deleteAll(List.of(new Key(Commit.partition(Lab.STORE), "M#index")));
    }

    private void age(Commit commit, List<Indexed> records, boolean indexed, long indexedUpTo) {
        String partition = Commit.partition(Lab.STORE);
        String prefix = "B#" + commit.putId().hex() + "#";
        lab.table()
                .deleteAll(lab.table().query(Query.prefix(partition, prefix, 1000, Consistency.STRONG)).stream()
                        .map(Item::key)
                        .toList());
        int count = 0;
        for (int from = 0; from < records.size(); from += OLD_BLOCK) {
            List<Optional<EntryRecord>> part =
                    records.subList(from, Math.min(records.size(), from + OLD_BLOCK)).stream()
                            .map(entry -> Optional.of(entry.record()))
                            .toList();
            Item.Builder block = Item.of(new Key(partition, prefix + "0#" + count++));
            new Spill(lab.blobs(), Lab.STORE).put(block, BlockCodec.encode(part), commit.putId(), 300 * 1024);
            put(block.build());
        }
        Map<String, Value> row = new HashMap<>(commit.toItem(Lab.STORE).attributes());
        row.remove("h");
        row.remove("be");
        row.put("bc", new Value.Whole(count));
        row.put("ix", new Value.Whole(indexed ? 1 : 0));
        row.put("im", new Value.Whole(indexedUpTo));
        put(new Item(Commit.key(Lab.STORE, commit.first()), row));
    }

    private void put(Item item) {
        try {
            lab.table().put(item, Condition.NONE);
        } catch (ConditionFailedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<List<VerifiedEntry>> puts() {
        VerifiedEntry oddlyNamed = TestEntries.verified(
                entries.entry("doc_change", "a name of its own", "doc_of_another_name", entries.bytes(10)));
        return List.of(batches.small(3), batches.small(300), List.of(oddlyNamed), batches.small(2), batches.small(40));
    }

    @Test
    void anOldStoreIsReadWholeAndTakesNewEntriesAndNoneTwice() {
        for (int unindexed = 0; unindexed < 3; unindexed++) {
            lab = Batches.lab().withoutInline().withSmallIndex();
            all.clear();
            makeOldStore(unindexed, puts());
            Expect.holdsExactly(lab.store(), all);
            assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
            for (int i = 0; i < 7; i++) {
                List<VerifiedEntry> more = batches.small(4);
                lab.put(more);
                all.addAll(more);
                Expect.holdsExactly(lab.store(), all);
            }
            assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
        }
    }

    @Test
    void newEntriesOfAnOldStoreHaveNoRows() {
        makeOldStore(1, puts());
        long rows = rowsOfTheIndex();
        for (int i = 0; i < 70; i++) {
            lab.put(batches.small(1));
        }
        assertThat(rowsOfTheIndex()).isEqualTo(rows);
    }

    private long rowsOfTheIndex() {
        return StorePartitions.ofLog(Commit.partition(Lab.STORE)).orElseThrow().stream()
                .filter(partition -> partition.startsWith("I#"))
                .mapToLong(partition -> lab.table()
                        .query(Query.prefix(partition, "", Integer.MAX_VALUE, Consistency.STRONG))
                        .size())
                .sum();
    }

    @Test
    void aDocumentThatHasEntriesFromBeforeAndAfterIsPurgedWhole() {
        lab = Batches.lab().withoutInline().withSmallIndex();
        List<VerifiedEntry> old = changes("secret", 3);
        makeOldStore(0, List.of(batches.small(5), old, batches.small(4)));
        all.removeAll(old);
        for (VerifiedEntry entry : changes("secret", 6)) {
            lab.put(List.of(entry));
        }
        assertThat(lab.store().document("secret")).hasSize(9);
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");
        for (int hour = 0; hour < 4; hour++) {
            lab.maintenance(Trap.counting()).run();
            lab.advance(Duration.ofMinutes(61));
        }
        assertThat(lab.store().document("secret")).isEmpty();
        Expect.holdsExactly(lab.store(), all);
        Expect.leavesNoLitter(lab);
    }

    private Manifest manifest() {
        return new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                .read(Consistency.STRONG)
                .orElseThrow();
    }

    private void convert(Trap trap) {
        new IndexJobs(lab.table()).request(Lab.STORE);
        lab.maintenance(trap).run();
    }

    private void removeRowsOfTheIndex() {
        StorePartitions.ofLog(Commit.partition(Lab.STORE)).orElseThrow().stream()
                .filter(partition -> partition.startsWith("I#"))
                .forEach(partition -> lab.table()
                        .deleteAll(
                                lab
                                        .table()
                                        .query(Query.prefix(partition, "", Integer.MAX_VALUE, Consistency.STRONG))
                                        .stream()
                                        .map(Item::key)
                                        .toList()));
    }

    @Test
    void afterMaintenanceNoRowIsNeededAnyMore() {
        for (int unindexed = 0; unindexed < 3; unindexed++) {
            lab = Batches.lab().withoutInline().withSmallIndex();
            all.clear();
            makeOldStore(unindexed, puts());

            convert(Trap.counting());

            assertThat(manifest().rowsUpTo()).isZero();
            assertThat(manifest().upTo()).isEqualTo(lab.store().head().maxReceiptOrder());
            removeRowsOfTheIndex();
            Expect.holdsExactly(lab.store(), all);
            assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
            Expect.leavesNoLitter(lab);
        }
    }

    @Test
    void whoeverPutsToAnOldStoreHasMaintenanceConvertIt() {
        lab = Batches.lab().withoutInline().withSmallIndex();
        makeOldStore(0, puts());
        for (int i = 0; i < 4; i++) {
            List<VerifiedEntry> more = batches.small(1);
            lab.put(more);
            all.addAll(more);
        }
        lab.maintenance(Trap.counting()).run();
        assertThat(manifest().rowsUpTo()).isZero();
        Expect.holdsExactly(lab.store(), all);
    }

    @Test
    void whereverTheConversionDiesOrStandsStillWhileOthersPutEverythingIsFound() {
        for (int call = 0; ; call += 5) {
            lab = Batches.lab().withoutInline().withSmallIndex();
            all.clear();
            makeOldStore(call % 2, List.of(batches.small(70), batches.small(60), batches.small(9)));
            List<VerifiedEntry> others = batches.small(9);
            Trap frozen = Trap.frozen(Map.of(call, () -> lab.put(others)));
            convert(frozen);
            lab.put(others);
            all.addAll(others);
            Expect.holdsExactly(lab.store(), all);
            boolean died = false;
            makeRowsCountAgain();
            try {
                convert(Trap.deadly(call, call % 3 == 0));
            } catch (Trap.Death death) {
                died = true;
            }
            Expect.holdsExactly(lab.store(), all);
            assertThat(lab.put(all)).allMatch(outcome -> outcome.duplicate());
            if (!died && frozen.calls() <= call) {
                return;
            }
            convert(Trap.counting());
            lab.advance(LogLimits.LITTER_GRACE.plusMillis(1));
            lab.maintenance(Trap.counting()).run();
            assertThat(manifest().rowsUpTo()).isZero();
            removeRowsOfTheIndex();
            Expect.holdsExactly(lab.store(), all);
            Expect.leavesNoLitter(lab);
        }
    }

    @Test
    void putsThatChangeTheIndexBeforeEveryReplaceNeitherHoldMaintenanceUpNorGetLost() {
        lab = Batches.lab().withoutInline().withSmallIndex();
        makeOldStore(0, puts());
        IndexJobs jobs = new IndexJobs(lab.table());
        jobs.request(Lab.STORE);
        AtomicInteger times = new AtomicInteger();
        Table busy = beforeEachChangeOfTheIndex(lab.table(), () -> {
            assertThat(times.incrementAndGet()).as("bounded").isLessThan(1000);
            put(9);
        });

        new Lab(busy, lab.blobs(), lab.clock)
                .withoutInline()
                .withSmallIndex()
                .maintenance(Trap.counting())
                .run();

        assertThat(manifest().rowsUpTo()).isPositive();
        assertThat(jobs.pending(10)).containsExactly(Lab.STORE);
        Expect.holdsExactly(lab.store(), all);
        Expect.leavesNoLitter(lab);
        lab.maintenance(Trap.counting()).run();
        assertThat(manifest().rowsUpTo()).isZero();
        assertThat(jobs.pending(10)).isEmpty();
        Expect.holdsExactly(lab.store(), all);
    }

    private static Table beforeEachChangeOfTheIndex(Table table, Runnable others) {
        return (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")
                            && ((Item) arguments[0]).key().sk().equals("M#index")) {
                        others.run();
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void aConversionHoldsAlthoughPutsBringInMoreMeanwhile() {
        lab = Batches.lab().withoutInline().withSmallIndex();
        makeOldStore(0, puts());
        put(9);
        Manifest before = manifest();
        put(9);
        put(9);
        assertThat(manifest().revision()).isGreaterThan(before.revision());
        LogContext context = lab.process(Trap.counting(), lab.clock);
        StoreRows rows = StoreRows.of(context, Lab.STORE);
        IndexMerge merge = new IndexMerge(context, Lab.STORE, rows.log(), rows.blocks(), rows.runs());

        assertThat(merge.convert(before, context.newPutId())).isEqualTo(IndexMerge.Outcome.DONE);

        assertThat(manifest().rowsUpTo()).isLessThan(before.rowsUpTo());
        Expect.holdsExactly(lab.store(), all);
    }

    private void put(int entries) {
        List<VerifiedEntry> more = batches.small(entries);
        lab.put(more);
        all.addAll(more);
    }

    /** As if nothing had been converted yet. */
    private void makeRowsCountAgain() {
        Manifest before = manifest();
        Manifest empty = before.emptied(before.generation());
        Manifest old = new Manifest(empty.revision(), empty.generation(), 130, 130, List.of(), empty.retired());
        assertThat(new ManifestRow(lab.table(), Commit.partition(Lab.STORE)).replace(before, old))
                .isTrue();
    }

    @Test
    void rowsThatNobodyLooksAtAnyMoreGoWithTheirDocument() {
        lab = Batches.lab().withoutInline().withSmallIndex();
        List<VerifiedEntry> old = changes("secret", 3);
        makeOldStore(0, List.of(batches.small(5), old, batches.small(4)));
        all.removeAll(old);
        convert(Trap.counting());
        long rows = rowsOfTheIndex();
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "secret");

        lab.maintenance(Trap.counting()).run();

        assertThat(rowsOfTheIndex()).isEqualTo(rows - 3);
        Expect.holdsExactly(lab.store(), all);
    }

    private List<VerifiedEntry> changes(String docId, int count) {
        List<VerifiedEntry> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = docId + "_d_0_" + entries.bytes(32).toHex();
            changes.add(TestEntries.verified(entries.entry("doc_change", id, docId, entries.bytes(50))));
        }
        return changes;
    }
}

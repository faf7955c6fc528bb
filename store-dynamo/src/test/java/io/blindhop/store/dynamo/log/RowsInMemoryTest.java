package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of commits hold what small puts have put: many commits must not mean that many rows are in memory. */
class RowsInMemoryTest {
    private static final int COMMITS = IndexShape.STANDARD.inStep();

    private final Lab lab = Batches.lab();
    private final List<VerifiedEntry> put = new Batches().small(1);

    /** Of every row that was answered and is not garbage yet: what it holds beside what of a commit is remembered. */
    private final List<WeakReference<Bytes>> held = new ArrayList<>();

    private int queries;
    private int most;

    private LogContext context() {
        lab.put(put);
        LongLog.grow(lab.table(), Lab.STORE, COMMITS);
        return new Lab(watched(lab.table()), lab.blobs(), lab.clock).process(Trap.counting(), lab.clock);
    }

    /** Answers copies, as a service does, and counts now and then how many are still there. */
    private Table watched(Table table) {
        return (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(table, arguments);
                        if (!method.getName().equals("query")) {
                            return answer;
                        }
                        if (queries++ % 20 == 0) {
                            most = Math.max(most, count());
                        }
                        return ((List<?>) answer)
                                .stream().map(row -> copy((Item) row)).toList();
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Item copy(Item row) {
        return row.binary(Commit.INLINE)
                .map(block -> {
                    Bytes copy = Bytes.copyOf(block.toArray());
                    held.add(new WeakReference<>(copy));
                    return row.with(Map.of(Commit.INLINE, new Value.Binary(copy)));
                })
                .orElse(row);
    }

    private int count() {
        System.gc();
        held.removeIf(row -> row.get() == null);
        return held.size();
    }

    @Test
    void whoeverBringsManySmallCommitsIntoARunHoldsFewOfTheirRows() {
        LogContext context = context();
        StoreRows rows = StoreRows.of(context, Lab.STORE);

        assertThat(rows.keeper().mergeAll(rows.log().tail())).isTrue();

        assertThat(new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                        .read(Consistency.STRONG)
                        .orElseThrow()
                        .upTo())
                .isEqualTo(COMMITS);
        assertThat(queries).isGreaterThan(COMMITS / LogLimits.COMMITS_AT_ONCE);
        assertThat(most).isPositive().isLessThanOrEqualTo(3 * LogLimits.COMMITS_AT_ONCE);
    }

    @Test
    void whoeverLooksAtALongWindowHoldsRowsOfItsNewestCommitsAndFindsThoseOfOthers() {
        LogContext context = context();
        StoreRows rows = StoreRows.of(context, Lab.STORE);
        WindowMemory memory = new WindowMemory(rows.log(), context.cache(), "window");

        WindowMemory.Window window = memory.above(0, rows.log().tail());

        assertThat(window.commits()).hasSize(COMMITS);
        assertThat(window.read()).hasSize(LogLimits.COMMITS_AT_ONCE).containsKey((long) COMMITS);
        assertThat(most).isPositive().isLessThanOrEqualTo(3 * LogLimits.COMMITS_AT_ONCE);
        String id = put.getFirst().id();
        assertThat(new WindowSearch(rows, window.commits(), window.read())
                        .find(
                                hash -> hash.equals(EntryHash.of(id)),
                                entry -> entry.id().equals(id)))
                .hasSize(1);
    }
}

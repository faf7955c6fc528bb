package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Pages where the log is not plain: rows that a query missed, filters that match nothing, orders without entries. */
class ScanPagesTest {
    private static final ScanFilter NOTHING =
            new ScanFilter(Optional.empty(), Set.of("no such type"), OptionalLong.empty(), OptionalLong.empty());

    private final Batches batches = new Batches();
    private final Lab lab = Batches.lab();

    /** The same table, whose next so many queries that read several commits miss the second of them. */
    private static Table missing(Table table, AtomicInteger times) {
        return (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(table, arguments);
                        if (answer instanceof List<?> items
                                && items.size() > 2
                                && items.get(1) instanceof Item second
                                && second.key().sk().startsWith(Commit.PREFIX)
                                && times.getAndDecrement() > 0) {
                            List<Object> rest = new ArrayList<>(items);
                            rest.remove(1);
                            return rest;
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<VerifiedEntry> tenPuts() {
        List<VerifiedEntry> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<VerifiedEntry> batch = batches.small(2);
            lab.put(batch);
            all.addAll(batch);
        }
        return all;
    }

    private ContentAddressedStore storeThatMisses(int times) {
        Lab missing = new Lab(missing(lab.table(), new AtomicInteger(times)), lab.blobs(), lab.clock);
        return missing.store();
    }

    @Test
    void aCommitThatOneQueryMissedIsReadAgain() {
        List<VerifiedEntry> all = tenPuts();
        assertThat(storeThatMisses(1)
                        .scan(Optional.empty(), 1000, ScanFilter.ALL)
                        .entries())
                .extracting(StoredEntry::id)
                .containsExactlyElementsOf(all.stream().map(VerifiedEntry::id).toList());
    }

    @Test
    void aCommitThatStaysMissingIsCorruptionAndNeverAShortPage() {
        tenPuts();
        ContentAddressedStore store = storeThatMisses(Integer.MAX_VALUE);
        assertThatThrownBy(() -> store.scan(Optional.empty(), 1000, ScanFilter.ALL))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("gap after order");
    }

    @Test
    void aFilterThatMatchesNothingIsAnsweredInPagesOfBoundedWork() {
        int entries = 2 * LogLimits.SCAN_EXAMINES + 1_000;
        for (int put = 0; put < entries; put += 1_000) {
            lab.put(batches.small(1_000));
        }
        Optional<Cursor> cursor = Optional.empty();
        List<Long> examined = new ArrayList<>();
        int mostCalls = 0;
        boolean more = true;
        while (more) {
            Trap counting = Trap.counting();
            ScanPage page = lab.store(counting).scan(cursor, 1000, NOTHING);
            assertThat(page.entries()).isEmpty();
            cursor = page.next();
            more = page.hasMore();
            examined.add(cursor.orElseThrow().receiptOrder());
            mostCalls = Math.max(mostCalls, counting.calls());
        }
        assertThat(examined)
                .containsExactly((long) LogLimits.SCAN_EXAMINES, 2L * LogLimits.SCAN_EXAMINES, (long) entries);
        assertThat(mostCalls).isLessThan(20);
        assertThat(lab.store().scan(cursor, 1000, NOTHING)).isEqualTo(new ScanPage(List.of(), cursor, false));
    }

    /** A put that dies before its commit, and maintenance that takes its order away. */
    private void controlCommit() {
        lab.store().head();
        Trap deadly = Trap.deadly(3, true);
        assertThat(catchThrowable(() -> lab.withoutInline().store(deadly).put(batches.small(1), Witness.NONE)))
                .isInstanceOf(Trap.Death.class);
        lab.advance(Duration.ofDays(1));
        long before = lab.store().head().maxReceiptOrder();
        lab.maintenance(Trap.counting()).run();
        assertThat(lab.store().head().maxReceiptOrder()).isEqualTo(before + 1);
    }

    @Test
    void ordersWithoutEntriesInsideAndAtTheEndOfPagesHideNothingAndEndTheScan() {
        List<VerifiedEntry> all = new ArrayList<>();
        for (int size : new int[] {0, 1, 3, 2}) {
            if (size > 0) {
                List<VerifiedEntry> batch = batches.small(size);
                lab.put(batch);
                all.addAll(batch);
            }
            controlCommit();
            controlCommit();
        }
        List<String> ids = new ArrayList<>(all.stream().map(VerifiedEntry::id).toList());
        for (int limit = 1; limit < 9; limit++) {
            List<String> seen = new ArrayList<>();
            Optional<Cursor> cursor = Optional.empty();
            ScanPage page;
            int pages = 0;
            do {
                page = lab.store().scan(cursor, limit, ScanFilter.ALL);
                page.entries().forEach(entry -> seen.add(entry.id()));
                cursor = page.next();
                assertThat(++pages).as("pages of %d", limit).isLessThan(20);
            } while (page.hasMore());
            assertThat(seen).as("pages of %d", limit).isEqualTo(ids);
            assertThat(lab.store().scan(cursor, limit, ScanFilter.ALL).entries())
                    .isEmpty();
            assertThat(cursor.orElseThrow().receiptOrder())
                    .isLessThanOrEqualTo(lab.store().head().maxReceiptOrder());
            List<VerifiedEntry> later = batches.small(1);
            lab.put(later);
            assertThat(lab.store().scan(cursor, limit, ScanFilter.ALL).entries())
                    .extracting(StoredEntry::id)
                    .containsExactly(later.getFirst().id());
            ids.add(later.getFirst().id());
            controlCommit();
        }
    }

    @Test
    void aStoreOfNothingButControlCommitsIsEmptyAndAtItsEnd() {
        Lab empty = new Lab(new InMemoryTable(), new InMemoryBlobStore(), new SettableClock(1_800_000_000_000L));
        assertThat(empty.store().scan(Optional.empty(), 10, ScanFilter.ALL))
                .isEqualTo(new ScanPage(List.of(), Optional.empty(), false));
        controlCommit();
        ScanPage page = lab.store().scan(Optional.empty(), 10, ScanFilter.ALL);
        assertThat(page.entries()).isEmpty();
        assertThat(page.hasMore()).isFalse();
    }
}

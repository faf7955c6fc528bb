package io.blindhop.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The head and the cursor scan (protocol 5.1.2, 5.3). */
abstract class ScanContract extends PutContract {
    @Test
    void anUnusedStoreHasAStableEpochAndOrderZero() {
        StoreHead head = store.head();

        assertThat(head.maxReceiptOrder()).isZero();
        assertThat(head.epoch()).isNotEmpty();
        assertThat(store.head()).isEqualTo(head);
    }

    @Test
    void theEpochSurvivesEveryPut() {
        String epoch = store.head().epoch();
        put(entries.verifiedCreates(3));
        put(entries.verifiedCreates(3));

        assertThat(store.head().epoch()).isEqualTo(epoch);
    }

    @Test
    void anEmptyStoreHasAnEmptyPageAndNoCursor() {
        assertThat(store.scan(Optional.empty(), 10, ScanFilter.ALL))
                .isEqualTo(new ScanPage(List.of(), Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 24, 25, 26, 1000})
    void pagesOfAnySizeAddUpToEverythingInOrder(int limit) {
        List<StoredEntry> all = new ArrayList<>();
        for (int size : new int[] {1, 4, 9, 11}) {
            all.addAll(stored(put(entries.verifiedCreates(size))));
        }

        assertThat(scanAll(limit, ScanFilter.ALL)).isEqualTo(all);
    }

    @Test
    void aPageEndsAtItsLimitAndSaysWhetherThereIsMore() {
        List<StoredEntry> all = stored(put(entries.verifiedCreates(5)));

        ScanPage first = store.scan(Optional.empty(), 3, ScanFilter.ALL);
        assertThat(first).isEqualTo(new ScanPage(all.subList(0, 3), Optional.of(cursor(all.get(2))), true));
        ScanPage last = store.scan(first.next(), 2, ScanFilter.ALL);
        assertThat(last).isEqualTo(new ScanPage(all.subList(3, 5), Optional.of(cursor(all.get(4))), false));
    }

    @Test
    void aCursorAtOrBeyondTheEndComesBackAsItWas() {
        StoredEntry last = put(entries.docCreate("doc1")).getFirst().stored();
        for (Cursor end : List.of(cursor(last), new Cursor(Long.MAX_VALUE, "whatever"))) {
            assertThat(store.scan(Optional.of(end), 10, ScanFilter.ALL))
                    .isEqualTo(new ScanPage(List.of(), Optional.of(end), false));
        }
    }

    @Test
    void aCursorIsAPlaceBehindItsOrderUnlessItNamesNoEntry() {
        StoredEntry entry = put(entries.entry("doc_create", "m", "doc1", Bytes.utf8("x")))
                .getFirst()
                .stored();
        long order = entry.receiptOrder();

        assertThat(after(new Cursor(order - 1, "z"))).containsExactly(entry);
        assertThat(after(new Cursor(order, ""))).containsExactly(entry);
        assertThat(after(new Cursor(order, "m"))).isEmpty();
        assertThat(after(new Cursor(order, "n"))).isEmpty();
        assertThat(after(new Cursor(0, ""))).containsExactly(entry);
        assertThat(after(new Cursor(-5, ""))).containsExactly(entry);
    }

    @Test
    void anEntryThatArrivesLaterIsAfterEveryCursor() {
        List<StoredEntry> old = stored(put(entries.verifiedCreates(3)));
        Optional<Cursor> end = store.scan(Optional.empty(), 10, ScanFilter.ALL).next();
        StoredEntry late = put(entries.docCreate("doc9")).getFirst().stored();

        assertThat(end).contains(cursor(old.getLast()));
        assertThat(store.scan(end, 10, ScanFilter.ALL).entries()).containsExactly(late);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void aLimitOutsideOneToAThousandIsRefused(int limit) {
        assertThatThrownBy(() -> store.scan(Optional.empty(), limit, ScanFilter.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(limit))
                .hasMessageContaining("1000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void aFilteredScanDeliversWhatMatchesAndNothingElse(int limit) {
        List<VerifiedEntry> mixed = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String type = List.of("doc_create", "doc_change", "doc_delete").get(i % 3);
            String docId = "doc" + i % 4;
            mixed.add(TestEntries.verified(
                    entries.entry(type, docId + "_d_0_" + i, docId, "default", 1000 + i * 100, Bytes.utf8("p" + i))));
        }
        List<StoredEntry> all = stored(put(mixed));

        for (ScanFilter filter : filters()) {
            assertThat(scanAll(limit, filter))
                    .as("%s", filter)
                    .isEqualTo(all.stream()
                            .filter(entry -> filter.matches(entry.metadata()))
                            .toList());
        }
    }

    @Test
    void theCursorOfAFilteredPageIsNeverBeforeItsLastEntryNorPastAnUndeliveredOne() {
        ArrivedEntry[] mixed = new ArrivedEntry[12];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = entries.docCreate("doc" + i % 3);
        }
        put(mixed);
        ScanFilter filter = new ScanFilter(Optional.of("doc1"), Set.of(), OptionalLong.empty(), OptionalLong.empty());

        ScanPage page = store.scan(Optional.empty(), 2, filter);

        assertThat(page.next().orElseThrow().receiptOrder())
                .isGreaterThanOrEqualTo(
                        page.entries().isEmpty() ? 0 : page.entries().getLast().receiptOrder());
        List<StoredEntry> rest = new ArrayList<>(page.entries());
        while (page.hasMore()) {
            page = store.scan(page.next(), 2, filter);
            rest.addAll(page.entries());
        }
        assertThat(rest).isEqualTo(store.document("doc1"));
    }

    private static List<ScanFilter> filters() {
        OptionalLong none = OptionalLong.empty();
        return List.of(
                ScanFilter.ALL,
                new ScanFilter(Optional.of("doc2"), Set.of(), none, none),
                new ScanFilter(Optional.of("nowhere"), Set.of(), none, none),
                new ScanFilter(Optional.empty(), Set.of("doc_delete"), none, none),
                new ScanFilter(Optional.empty(), Set.of("doc_create", "doc_change"), none, none),
                new ScanFilter(Optional.empty(), Set.of(), OptionalLong.of(2010), none),
                new ScanFilter(Optional.empty(), Set.of(), none, OptionalLong.of(2010)),
                new ScanFilter(
                        Optional.of("doc1"), Set.of("doc_change"), OptionalLong.of(1110), OptionalLong.of(2310)));
    }

    private List<StoredEntry> after(Cursor cursor) {
        return store.scan(Optional.of(cursor), 10, ScanFilter.ALL).entries();
    }

    private static Cursor cursor(StoredEntry entry) {
        return new Cursor(entry.receiptOrder(), entry.id());
    }
}

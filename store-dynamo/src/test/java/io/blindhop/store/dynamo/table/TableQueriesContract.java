package io.blindhop.store.dynamo.table;

import static io.blindhop.store.dynamo.table.Consistency.EVENTUAL;
import static io.blindhop.store.dynamo.table.Consistency.STRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Table} promises about queries. */
abstract class TableQueriesContract {
    private final TableContract suite;

    TableQueriesContract(TableContract suite) {
        this.suite = suite;
    }

    @Test
    void aRangeIncludesItsBounds() {
        store("a", "b", "c", "d");
        assertThat(sks(range("b", "c", true, 10))).containsExactly("b", "c");
        assertThat(sks(range("b", "c", false, 10))).containsExactly("c", "b");
        assertThat(sks(range("aa", "cc", true, 10))).containsExactly("b", "c");
        assertThat(sks(range("", "b", true, 10))).containsExactly("a", "b");
        assertThat(sks(range("c", Query.MAX, true, 10))).containsExactly("c", "d");
    }

    @Test
    void aLimitCountsFromTheEndThatTheOrderBeginsWith() {
        store("a", "b", "c", "d");
        assertThat(sks(range("a", "d", true, 2))).containsExactly("a", "b");
        assertThat(sks(range("a", "d", false, 2))).containsExactly("d", "c");
        assertThat(sks(range("a", "d", false, 1))).containsExactly("d");
    }

    @Test
    void anEmptyRangeHasNoItems() {
        store("a", "d");
        assertThat(range("b", "c", true, 5)).isEmpty();
        assertThat(range("d", "a", true, 5)).isEmpty();
        assertThat(range("", "", false, 5)).isEmpty();
        assertThat(suite.table().query(new Query(suite.partition() + "x", "", Query.MAX, true, 5, EVENTUAL)))
                .isEmpty();
    }

    @Test
    void aPrefixFindsWhatBeginsWithIt() {
        store("a", "b", "b#1", "b#2", "b#é", "b$", "c");
        assertThat(sks(suite.table().query(Query.prefix(suite.partition(), "b#", 10, STRONG))))
                .containsExactly("b#1", "b#2", "b#é");
        assertThat(sks(suite.table().query(Query.prefix(suite.partition(), "", 10, STRONG))))
                .hasSize(7);
    }

    @Test
    void sortKeysCompareByTheirUtf8Bytes() {
        List<String> ordered = List.of(
                "A",
                "Z",
                "a",
                "a\u0000",
                "a\u0000\u0000",
                "a!",
                "aa",
                "z",
                "\u00e9",
                "\ud7ff",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\ud83d\ude00",
                "\udbff\udfff");
        List<String> shuffled =
                ordered.stream().sorted(Collections.reverseOrder()).toList();
        store(shuffled.toArray(String[]::new));
        assertThat(sks(range("A", "\udbff\udfff", true, 100))).isEqualTo(ordered);
        assertThat(sks(range("A", "\udbff\udfff", false, 100))).isEqualTo(ordered.reversed());
        assertThat(sks(range("\uffff", "\ud83d\ude00", true, 100)))
                .containsExactly("\uffff", "\ud800\udc00", "\ud83d\ude00");
        assertThat(sks(range("\ud800\udc00", "\uffff", true, 100))).isEmpty();
    }

    @Test
    void theRestOfARangeBeginsAfterTheLastItem() {
        store("a", "a\u0000", "a!", "b");
        Query query = new Query(suite.partition(), "a", "b", true, 2, STRONG);
        assertThat(sks(suite.table().query(query))).containsExactly("a", "a\u0000");
        assertThat(sks(suite.table().query(query.after("a\u0000")))).containsExactly("a!", "b");
        assertThat(suite.table().query(query.after("b"))).isEmpty();
    }

    @Test
    void moreThanOneMegabyteIsFoundInBothDirections() {
        List<Item> items = IntStream.range(0, 30)
                .mapToObj(i -> TableContract.ofSize(suite.key("%02d".formatted(i)), 150_000))
                .toList();
        suite.table().putAll(items);
        assertThat(range("00", "99", true, 1000)).isEqualTo(items);
        assertThat(range("00", "99", false, 1000)).isEqualTo(items.reversed());
        assertThat(range("05", "99", true, 20)).isEqualTo(items.subList(5, 25));
        suite.table().deleteAll(items.stream().map(Item::key).toList());
    }

    @Test
    void manySmallItemsAreFoundUpToTheLimit() {
        store(IntStream.range(0, 1200).mapToObj("%04d"::formatted).toArray(String[]::new));
        assertThat(range("0000", "9999", true, 1100)).hasSize(1100);
        assertThat(range("0000", "9999", false, 1300)).hasSize(1200);
    }

    private void store(String... sks) {
        suite.table()
                .putAll(IntStream.range(0, sks.length)
                        .mapToObj(i -> suite.item(sks[i], i))
                        .toList());
    }

    private List<Item> range(String from, String to, boolean ascending, int limit) {
        return suite.table().query(new Query(suite.partition(), from, to, ascending, limit, STRONG));
    }

    private static List<String> sks(List<Item> items) {
        return items.stream().map(item -> item.key().sk()).toList();
    }
}

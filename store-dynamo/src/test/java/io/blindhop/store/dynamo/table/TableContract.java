package io.blindhop.store.dynamo.table;

import static io.blindhop.store.dynamo.table.Consistency.EVENTUAL;
import static io.blindhop.store.dynamo.table.Consistency.STRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.blindhop.protocol.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What {@link Table} promises, for every table there is. A subclass says which; tests use partitions of their own, so
 * that one table may serve them all.
 */
public abstract class TableContract {
    private final String partition = "partition " + UUID.randomUUID();

    protected abstract Table table();

    protected final String partition() {
        return partition;
    }

    protected final Key key(String sk) {
        return new Key(partition, sk);
    }

    protected final Item item(String sk, long number) {
        return Item.of(key(sk)).whole("n", number).build();
    }

    /** Conditional writes. */
    @Nested
    class Conditions extends TableConditionsContract {
        Conditions() {
            super(TableContract.this);
        }
    }

    /** Queries. */
    @Nested
    class Queries extends TableQueriesContract {
        Queries() {
            super(TableContract.this);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(table().get(key("nothing"), STRONG)).isEmpty();
        assertThat(table().get(key("nothing"), EVENTUAL)).isEmpty();
    }

    @Test
    void everyKindOfValueComesBackAsItWas() throws Exception {
        Item item = Item.of(key("values"))
                .whole("max", Long.MAX_VALUE)
                .whole("min", Long.MIN_VALUE)
                .whole("zero", 0)
                .whole("tens", -1_000_000)
                .text("empty text", "")
                .text("odd text", "\u0000\n\"é\uffff\ud83d\ude00 ' OR 1=1")
                .binary("empty bytes", Bytes.empty())
                .binary("all bytes", everyByte())
                .build();
        table().put(item, Condition.NONE);
        assertThat(table().get(item.key(), STRONG)).contains(item);
        assertThat(table().getAll(List.of(item.key()), STRONG)).containsEntry(item.key(), item);
        assertThat(table().query(Query.prefix(partition, "values", 2, STRONG))).containsExactly(item);
    }

    @Test
    void anItemMayHaveNothingButItsKey() throws Exception {
        Item bare = Item.of(key("bare")).build();
        table().put(bare, Condition.NONE);
        assertThat(table().get(bare.key(), STRONG)).contains(bare);
    }

    @Test
    void aPutReplacesTheWholeItem() throws Exception {
        table().put(Item.of(key("a")).text("old", "x").whole("n", 1).build(), Condition.NONE);
        table().put(item("a", 2), Condition.NONE);
        assertThat(table().get(key("a"), STRONG)).contains(item("a", 2));
    }

    @Test
    void bothPartsMakeTheKey() throws Exception {
        Item here = item("a", 1);
        Item there = Item.of(new Key(partition + "/other", "a")).whole("n", 2).build();
        table().putAll(List.of(here, there));
        table().delete(here.key(), Condition.NONE);
        assertThat(table().get(here.key(), STRONG)).isEmpty();
        assertThat(table().get(there.key(), STRONG)).contains(there);
    }

    @Test
    void keysAreTakenUpToTheirLimits() throws Exception {
        Key longest =
                new Key((partition + "é".repeat(1024)).substring(0, 1024 + partition.length() / 2), "é".repeat(512));
        Item item = Item.of(longest).whole("n", 1).build();
        table().put(item, Condition.NONE);
        assertThat(table().get(longest, STRONG)).contains(item);
        assertThat(table().query(new Query(longest.pk(), longest.sk(), longest.sk(), true, 1, STRONG)))
                .containsExactly(item);
    }

    @Test
    void anUpdateLeavesTheOtherAttributes() throws Exception {
        table().put(Item.of(key("a")).text("kept", "x").whole("n", 1).build(), Condition.NONE);
        table().update(key("a"), Map.of("n", new Value.Whole(2), "new", new Value.Binary(everyByte())), Condition.NONE);
        assertThat(table().get(key("a"), STRONG))
                .contains(Item.of(key("a"))
                        .text("kept", "x")
                        .whole("n", 2)
                        .binary("new", everyByte())
                        .build());
    }

    @Test
    void anUpdateCreatesTheItemIfItMay() throws Exception {
        table().update(key("a"), Map.of("n", new Value.Whole(7)), Condition.NONE);
        assertThat(table().get(key("a"), STRONG)).contains(item("a", 7));
    }

    @Test
    void anUpdateWithoutAttributesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().update(key("a"), Map.of(), Condition.NONE))
                .withMessageContaining("at least one attribute");
    }

    @Test
    void reservedWordsAreNamesLikeAllOthers() throws Exception {
        table().update(
                        key("a"),
                        Map.of("size", new Value.Whole(1), "ttl", new Value.Whole(99_999_999_999L), "#a:b", text("x")),
                        Condition.NONE);
        table().update(key("a"), Map.of("size", new Value.Whole(2)), new Condition.Equal("#a:b", text("x")));
        assertThat(table().get(key("a"), STRONG).orElseThrow().whole("size")).hasValue(2);
    }

    @Test
    void whatIsDeletedIsGoneAndDeletingItAgainIsNoError() throws Exception {
        table().put(item("a", 1), Condition.NONE);
        table().delete(key("a"), Condition.NONE);
        table().delete(key("a"), Condition.NONE);
        assertThat(table().get(key("a"), STRONG)).isEmpty();
    }

    @Test
    void anItemOfTheLimitIsTakenAndOneMoreByteIsRefused() throws Exception {
        Item largest = ofSize(key("big"), Item.MAX_BYTES);
        table().put(largest, Condition.NONE);
        assertThat(table().get(largest.key(), STRONG)).contains(largest);
        Item larger = ofSize(key("bigger"), Item.MAX_BYTES + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().put(larger, Condition.NONE))
                .withMessageContaining("409601 bytes")
                .withMessageContaining("409600");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().putAll(List.of(item("small", 1), larger)))
                .withMessageContaining("bigger");
        assertThat(table().query(Query.prefix(partition, "", 9, STRONG))).containsExactly(largest);
    }

    @Test
    void anUpdateThatWouldGrowAnItemPastTheLimitIsRefused() throws Exception {
        Item half = ofSize(key("a"), Item.MAX_BYTES / 2);
        table().put(half, Condition.NONE);
        Value more = new Value.Binary(Bytes.wrap(new byte[Item.MAX_BYTES / 2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table().update(key("a"), Map.of("more", more), Condition.NONE))
                .withMessageContaining("409600");
        assertThat(table().get(key("a"), STRONG)).contains(half);
    }

    @Test
    void allOfManyKeysAreFoundWithMissingOnesAndDuplicates() {
        List<Item> items =
                IntStream.range(0, 250).mapToObj(i -> item("k" + i, i)).toList();
        table().putAll(items.stream().filter(TableContract::isOdd).toList());
        List<Key> keys = new ArrayList<>(items.stream().map(Item::key).toList());
        keys.addAll(keys.subList(0, 60));
        Collections.reverse(keys);
        for (Consistency consistency : Consistency.values()) {
            Map<Key, Item> found = table().getAll(keys, consistency);
            assertThat(found).hasSize(125);
            assertThat(found.values()).allSatisfy(item -> {
                assertThat(isOdd(item)).isTrue();
                assertThat(found).containsEntry(item.key(), item);
            });
        }
        assertThat(table().getAll(List.of(), STRONG)).isEmpty();
    }

    @Test
    void allOfMoreThanSixteenMegabytesAreFound() {
        List<Item> items = IntStream.range(0, 50)
                .mapToObj(i -> ofSize(key("k" + i), 390_000))
                .toList();
        table().putAll(items);
        assertThat(table().getAll(items.stream().map(Item::key).toList(), STRONG))
                .hasSize(50)
                .containsValues(items.get(0), items.get(49));
        table().deleteAll(items.stream().map(Item::key).toList());
    }

    @Test
    void ofTwoItemsWithOneKeyTheLaterIsKept() {
        List<Item> items = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> items.add(item("k" + i % 20, i)));
        table().putAll(items);
        assertThat(table().query(Query.prefix(partition, "k", 100, STRONG)))
                .hasSize(20)
                .allSatisfy(item -> assertThat(item.requireWhole("n")).isGreaterThanOrEqualTo(40));
        table().putAll(List.of());
    }

    @Test
    void allOfManyKeysAreRemoved() {
        List<Item> items =
                IntStream.range(0, 130).mapToObj(i -> item("k" + i, i)).toList();
        table().putAll(items);
        List<Key> keys = new ArrayList<>(items.stream().map(Item::key).toList());
        keys.remove(key("k77"));
        keys.add(key("k0"));
        keys.add(key("never there"));
        table().deleteAll(keys);
        assertThat(table().query(Query.prefix(partition, "", 200, STRONG))).containsExactly(item("k77", 77));
        table().deleteAll(List.of());
    }

    /** An item that is exactly so large as DynamoDB counts. */
    protected static Item ofSize(Key key, int bytes) {
        int rest = bytes - ItemSize.of(Item.of(key).binary("b", Bytes.empty()).build());
        return Item.of(key).binary("b", Bytes.wrap(new byte[rest])).build();
    }

    static Value text(String text) {
        return new Value.Text(text);
    }

    private static Bytes everyByte() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        return Bytes.wrap(bytes);
    }

    private static boolean isOdd(Item item) {
        return item.requireWhole("n") % 2 == 1;
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Objects and blocks of one store that may be without use: the first of two steps of every deletion. What is condemned is
 * referred to by no writer that looks here first, and deleted only when it has been condemned for longer than any request
 * lives and nothing refers to it.
 */
final class Condemned {
    /** Stores in which something is condemned. */
    static final String STORES = "ZL";

    private static final String OBJECT = "o#";
    private static final String BLOCKS = "b#";

    private final Table table;
    private final StoreId store;

    Condemned(Table table, StoreId store) {
        this.table = table;
        this.store = store;
    }

    /** An object: everything in it that is still needed has to be found by looking at all references. */
    record ObjectRef(PutId putId, String objectHash) {
        static ObjectRef of(PayloadLocation location) {
            return new ObjectRef(location.putId(), location.objectHash());
        }
    }

    /** The blocks of one attempt, to which the commit that begins at {@code first} refers or not. */
    record BlocksRef(long first, PutId putId, int attempt) {}

    static List<StoreId> stores(Table table, int limit) {
        return table.query(new Query(STORES, " ", Query.MAX, true, limit, Consistency.STRONG)).stream()
                .map(item -> new StoreId(
                        item.requireText("i"),
                        item.requireText("d"),
                        StoreKind.ofSegment(item.requireText("k"))
                                .orElseThrow(() -> new CorruptStoreException("a condemned store has no kind"))))
                .toList();
    }

    void addObjects(Collection<ObjectRef> objects, long now) {
        List<Item> rows = new ArrayList<>();
        objects.forEach(object -> rows.add(Item.of(key(object))
                .text("p", object.putId().hex())
                .text("h", object.objectHash())
                .whole("t", now)
                .build()));
        add(rows);
    }

    void addBlocks(BlocksRef blocks, long now) {
        add(List.of(Item.of(key(blocks))
                .text("p", blocks.putId().hex())
                .whole("f", blocks.first())
                .whole("a", blocks.attempt())
                .whole("t", now)
                .build()));
    }

    /** The list last: whoever finds nothing takes the store off it. Who dies in between comes back and does it again. */
    private void add(List<Item> rows) {
        table.putAll(rows);
        table.putAll(List.of(listRow()));
    }

    private Item listRow() {
        return Item.of(new Key(STORES, store.joined('#')))
                .text("i", store.incarnation())
                .text("d", store.dbId())
                .text("k", store.kind().segment())
                .build();
    }

    /** Those of the objects that are condemned, read consistently. */
    Set<ObjectRef> among(Collection<ObjectRef> objects) {
        Set<Key> found = table.getAll(objects.stream().map(this::key).toList(), Consistency.STRONG)
                .keySet();
        Set<ObjectRef> condemned = new HashSet<>();
        objects.stream().filter(object -> found.contains(key(object))).forEach(condemned::add);
        return condemned;
    }

    Set<ObjectRef> objectsBefore(long millis, int limit) {
        Set<ObjectRef> objects = new HashSet<>();
        rows(OBJECT, limit).stream()
                .filter(row -> row.requireWhole("t") < millis)
                .forEach(row -> objects.add(new ObjectRef(new PutId(row.requireText("p")), row.requireText("h"))));
        return objects;
    }

    List<BlocksRef> blocksBefore(long millis, int limit) {
        return rows(BLOCKS, limit).stream()
                .filter(row -> row.requireWhole("t") < millis)
                .map(row -> new BlocksRef(
                        row.requireWhole("f"), new PutId(row.requireText("p")), Math.toIntExact(row.requireWhole("a"))))
                .toList();
    }

    private List<Item> rows(String kind, int limit) {
        return table.query(Query.prefix(partition(), kind, limit, Consistency.STRONG));
    }

    void pardon(ObjectRef object) {
        table.deleteAll(List.of(key(object)));
    }

    void done(BlocksRef blocks) {
        table.deleteAll(List.of(key(blocks)));
    }

    /** Takes the store off the list; whoever condemns something meanwhile puts it back on with its next row. */
    void unlistIfEmpty() {
        if (rows(OBJECT, 1).isEmpty() && rows(BLOCKS, 1).isEmpty()) {
            table.deleteAll(List.of(new Key(STORES, store.joined('#'))));
            if (!rows(OBJECT, 1).isEmpty() || !rows(BLOCKS, 1).isEmpty()) {
                table.putAll(List.of(listRow()));
            }
        }
    }

    private Key key(ObjectRef object) {
        return new Key(partition(), OBJECT + object.putId().hex() + "/" + object.objectHash());
    }

    private Key key(BlocksRef blocks) {
        return new Key(partition(), BLOCKS + blocks.putId().hex() + "#" + blocks.attempt());
    }

    private String partition() {
        return partition(store);
    }

    static String partition(StoreId store) {
        return "Z#" + store.joined('#');
    }
}

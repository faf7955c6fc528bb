package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What puts are about to do: a row before the first object, removed when nothing is left to do. A row that grows old is a
 * put that crashed; maintenance finds it here, without looking at any store.
 */
public final class Intents {
    private static final int SHARDS = 16;

    private final Table table;

    public Intents(Table table) {
        this.table = table;
    }

    /**
     * A put that has begun.
     *
     * @param from the tail that the writer saw: if the put committed, then after it
     */
    public record Intent(PutId putId, StoreId store, long from) {}

    /** Durable when it returns; only then may the put write anything else. */
    void begin(Intent intent) {
        StoreId store = intent.store();
        Item row = Item.of(key(intent.putId()))
                .text("i", store.incarnation())
                .text("d", store.dbId())
                .text("k", store.kind().segment())
                .whole("f", intent.from())
                .build();
        try {
            table.put(row, Condition.NONE);
        } catch (ConditionFailedException impossible) {
            throw new IllegalStateException("a write without condition failed its condition", impossible);
        }
    }

    /** The put is finished, or has left nothing behind. */
    void end(PutId putId) {
        table.deleteAll(List.of(key(putId)));
    }

    /** Puts that began before {@code millis} and have not ended, at most {@code limit} of each shard, oldest first. */
    List<Intent> olderThan(long millis, int limit) {
        List<Intent> old = new ArrayList<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            Query query = new Query(partition(shard), "0", PutId.floor(millis), true, limit, Consistency.STRONG);
            table.query(query).forEach(item -> old.add(decode(item)));
        }
        return old;
    }

    /** Whether any put of this tenant has begun and not ended. Reads all intents there are. */
    public boolean existFor(String incarnation) {
        for (int shard = 0; shard < SHARDS; shard++) {
            List<Item> rows = table.query(Query.prefix(partition(shard), "", Integer.MAX_VALUE, Consistency.STRONG));
            if (rows.stream().anyMatch(row -> row.requireText("i").equals(incarnation))) {
                return true;
            }
        }
        return false;
    }

    private static Intent decode(Item item) {
        StoreKind kind = StoreKind.ofSegment(item.requireText("k"))
                .orElseThrow(
                        () -> new CorruptStoreException("intent " + item.key().sk() + " names no store kind"));
        return new Intent(
                new PutId(item.key().sk()),
                new StoreId(item.requireText("i"), item.requireText("d"), kind),
                item.requireWhole("f"));
    }

    private static Key key(PutId putId) {
        return new Key(partition(HexFormat.fromHexDigit(putId.hex().charAt(31))), putId.hex());
    }

    private static String partition(int shard) {
        return "W#" + shard;
    }
}

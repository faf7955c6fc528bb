package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * For measuring: makes a store look as if very many entries had been put into it, without putting them. Repeats the newest
 * commit, whose block all the new commits share byte for byte. The rows of the log are as long as real ones, and the hashes
 * in them are of entries that there are not; objects are those of the commit that was repeated.
 */
public final class LongLog {
    private static final int ROWS_AT_ONCE = 1000;

    private LongLog() {}

    /** Repeats the newest commit of a store until it holds at least {@code entries}. */
    public static void grow(Table table, StoreId store, long entries) {
        Commit tail = new CommitLog(table, store, () -> new PutId("0".repeat(32))).tail();
        List<Item> blocks = table.query(Query.prefix(
                Commit.partition(store), "B#" + tail.putId().hex() + "#", Integer.MAX_VALUE, Consistency.STRONG));
        List<Item> rows = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(entries);
        for (long number = 1; tail.totalEntries() < entries; number++) {
            tail = next(tail, new PutId(String.format("%032x", number)), random);
            rows.add(tail.toItem(store));
            for (Item block : blocks) {
                rows.add(new Item(key(block.key(), tail.putId()), block.attributes()));
            }
            if (rows.size() >= ROWS_AT_ONCE) {
                table.putAll(rows);
                rows.clear();
            }
        }
        table.putAll(rows);
    }

    /** Brings all of the log into the index, which a request would not do. */
    public static void index(LogContext context, StoreId store) {
        StoreRows rows = StoreRows.of(context, store);
        rows.keeper().mergeAll(rows.log().tail());
    }

    /** Of entries that no one else has. */
    private static Bytes hashes(int entries, SplittableRandom random) {
        byte[] hashes = new byte[entries * EntryHash.BYTES];
        random.nextBytes(hashes);
        return Bytes.wrap(hashes);
    }

    /** Block rows are named {@code B#<put id>#<attempt>#<number>}. */
    private static Key key(Key block, PutId putId) {
        String[] parts = block.sk().split("#", -1);
        return new Key(block.pk(), parts[0] + "#" + putId.hex() + "#" + parts[2] + "#" + parts[3]);
    }

    private static Commit next(Commit before, PutId putId, SplittableRandom random) {
        long last = before.last() + before.entries();
        long bytes = before.totalBytes() / before.totalEntries() * before.entries();
        return new Commit(
                before.epoch(),
                putId,
                before.last() + 1,
                last,
                before.entries(),
                before.blocks(),
                before.receivedAt(),
                before.totalEntries() + before.entries(),
                before.totalBytes() + bytes,
                0,
                false,
                0,
                Optional.of(hashes(before.entries(), random)));
    }
}

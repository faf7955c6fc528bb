package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The metadata blocks of one store. A block is written before the commit that refers to it and never changed, so that a
 * reader who finds it at all finds the right one, however stale the read.
 */
public final class Blocks {
    private final Table table;
    private final Spill spill;
    private final StoreId store;

    public Blocks(Table table, BlobStore blobs, StoreId store) {
        this.table = table;
        this.spill = new Spill(blobs, store);
        this.store = store;
    }

    /**
     * Writes blocks of one attempt of a put.
     *
     * @param records by position, empty where there is none any more
     */
    Commit.BlockRefs write(PutId putId, int attempt, List<Optional<EntryRecord>> records) {
        List<Item> items = new ArrayList<>();
        for (int from = 0; from < records.size(); from += LogLimits.BLOCK_ENTRIES) {
            List<Optional<EntryRecord>> part =
                    records.subList(from, Math.min(records.size(), from + LogLimits.BLOCK_ENTRIES));
            items.add(item(putId, new Key(partition(), sortKey(putId, attempt, items.size())), part));
        }
        table.putAll(items);
        return new Commit.BlockRefs(attempt, items.size());
    }

    private Item item(PutId putId, Key key, List<Optional<EntryRecord>> part) {
        Item.Builder item = Item.of(key);
        spill.put(item, BlockCodec.encode(part), putId, LogLimits.BLOCK_ITEM_BYTES);
        return item.build();
    }

    /** The records of each commit with their orders. Stale reads are enough, because blocks do not change. */
    public List<List<Indexed>> read(List<Commit> commits) {
        List<Key> keys = new ArrayList<>();
        for (Commit commit : commits) {
            keys.addAll(keys(commit));
        }
        Map<Key, Item> items = new HashMap<>(table.getAll(keys, Consistency.EVENTUAL));
        List<Key> unseen = keys.stream().filter(key -> !items.containsKey(key)).toList();
        if (!unseen.isEmpty()) {
            items.putAll(table.getAll(unseen, Consistency.STRONG));
        }
        return commits.stream().map(commit -> records(commit, items)).toList();
    }

    private List<Indexed> records(Commit commit, Map<Key, Item> items) {
        List<Indexed> records = new ArrayList<>(commit.entries());
        long order = commit.first();
        for (Key key : keys(commit)) {
            for (Optional<EntryRecord> position : decode(key, items.get(key))) {
                long at = order++;
                position.ifPresent(entry -> records.add(new Indexed(entry, at)));
            }
        }
        if (records.size() != commit.entries()) {
            throw new CorruptStoreException("commit " + commit.first() + " of " + store + " counts " + commit.entries()
                    + " entries, its blocks hold " + records.size());
        }
        return records;
    }

    private List<Optional<EntryRecord>> decode(Key key, Item item) {
        if (item == null) {
            throw new CorruptStoreException("block " + key.sk() + " of " + store + " is gone");
        }
        return BlockCodec.decode(spill.get(item));
    }

    /** Removes every block row of a put. */
    void deleteAll(PutId putId) {
        delete(putId, attempt -> true);
    }

    /** Removes the block rows of a put's own attempts but one; those of rewrites are none of its business. */
    void deleteSuperseded(PutId putId, int keep) {
        delete(putId, attempt -> attempt < CommitRewrite.FIRST_ATTEMPT && attempt != keep);
    }

    private void delete(PutId putId, IntPredicate attempts) {
        String prefix = "B#" + putId.hex() + "#";
        table.deleteAll(table.query(Query.prefix(partition(), prefix, Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(Item::key)
                .filter(key -> attempts.test(
                        Integer.parseInt(key.sk(), prefix.length(), key.sk().indexOf('#', prefix.length()), 10)))
                .toList());
    }

    /** Removes the block rows of one attempt. */
    void deleteAttempt(PutId putId, int wanted) {
        delete(putId, attempt -> attempt == wanted);
    }

    private List<Key> keys(Commit commit) {
        List<Key> keys = new ArrayList<>(commit.blocks().count());
        for (int i = 0; i < commit.blocks().count(); i++) {
            keys.add(
                    new Key(partition(), sortKey(commit.putId(), commit.blocks().attempt(), i)));
        }
        return keys;
    }

    private static String sortKey(PutId putId, int attempt, int number) {
        return attemptPrefix(putId, attempt) + number;
    }

    private static String attemptPrefix(PutId putId, int attempt) {
        return "B#" + putId.hex() + "#" + attempt + "#";
    }

    private String partition() {
        return Commit.partition(store);
    }
}

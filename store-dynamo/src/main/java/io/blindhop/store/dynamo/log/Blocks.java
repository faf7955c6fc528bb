package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The metadata blocks of one store. A block is in the row of its commit, or written before the commit that refers to it and
 * never changed, so that a reader who finds it at all finds the right one, however stale the read.
 */
public final class Blocks {
    /** What a record takes when it is decoded, beside its texts. */
    private static final int RECORD_IN_MEMORY = 1_500;

    /** Decoded at a time, however many are looked into. */
    private static final int BLOCKS_IN_MEMORY = 64;

    private final Table table;
    private final Spill spill;
    private final StoreId store;

    private final ProcessCache cache;

    public Blocks(Table table, BlobStore blobs, StoreId store, ProcessCache cache) {
        this.table = table;
        this.cache = cache;
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
        return new Commit.BlockRefs(attempt, items.size(), LogLimits.BLOCK_ENTRIES, Optional.empty());
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
        Map<Key, Item> items = items(keys);
        return commits.stream().map(commit -> records(commit, items)).toList();
    }

    /** Some blocks of a commit, by number. */
    record Part(Commit commit, Collection<Integer> numbers) {
        /** All that it has. */
        static Part whole(Commit commit) {
            return new Part(
                    commit, IntStream.range(0, commit.blocks().count()).boxed().toList());
        }
    }

    /** One block of a commit. */
    private record Place(Commit commit, int number) {}

    /**
     * The wanted records in these blocks, with their orders. Holds a bounded number of blocks at a time; they are kept for
     * those who look for others of their records.
     */
    List<Indexed> readParts(List<Part> parts, Predicate<EntryRecord> wanted) {
        List<Place> places = new ArrayList<>();
        parts.forEach(part -> part.numbers().forEach(number -> places.add(new Place(part.commit(), number))));
        List<Indexed> found = new ArrayList<>();
        for (int from = 0; from < places.size(); from += BLOCKS_IN_MEMORY) {
            read(places.subList(from, Math.min(places.size(), from + BLOCKS_IN_MEMORY)), wanted, found);
        }
        return found;
    }

    private void read(List<Place> places, Predicate<EntryRecord> wanted, List<Indexed> found) {
        Map<Key, List<Optional<EntryRecord>>> blocks = new HashMap<>();
        List<Key> unknown = new ArrayList<>();
        for (Place place : places) {
            Key key = key(place.commit(), place.number());
            place.commit()
                    .blocks()
                    .inline()
                    .map(BlockCodec::decode)
                    .or(() -> cached(key))
                    .ifPresentOrElse(block -> blocks.put(key, block), () -> unknown.add(key));
        }
        if (!unknown.isEmpty()) {
            Map<Key, Item> items = items(unknown);
            unknown.forEach(key -> blocks.put(key, decodeAndKeep(key, encoded(key, items.get(key)))));
        }
        for (Place place : places) {
            Commit commit = place.commit();
            List<Optional<EntryRecord>> block = blocks.get(key(commit, place.number()));
            if (block.size() != commit.positionsOf(place.number())) {
                throw new CorruptStoreException("block " + place.number() + " of commit " + commit.first() + " of "
                        + store + " has " + block.size() + " positions, not " + commit.positionsOf(place.number()));
            }
            long order =
                    commit.first() + (long) place.number() * commit.blocks().entries();
            for (Optional<EntryRecord> position : block) {
                long at = order++;
                position.filter(wanted).ifPresent(entry -> found.add(new Indexed(entry, at)));
            }
        }
    }

    private Optional<List<Optional<EntryRecord>>> cached(Key key) {
        return cache.find(cacheName(key), CachedBlock.class).map(CachedBlock::positions);
    }

    private List<Optional<EntryRecord>> decodeAndKeep(Key key, Bytes block) {
        BlockCodec.Decoded decoded = BlockCodec.decodeSized(block);
        List<Optional<EntryRecord>> positions = decoded.positions();
        // Texts of two bytes a character, at worst.
        long size = (long) positions.size() * RECORD_IN_MEMORY + 2L * decoded.inflatedBytes();
        cache.keep(cacheName(key), new CachedBlock(positions), size);
        return positions;
    }

    private static String cacheName(Key key) {
        return key.pk() + key.sk();
    }

    private record CachedBlock(List<Optional<EntryRecord>> positions) {}

    private Map<Key, Item> items(List<Key> keys) {
        Map<Key, Item> items = new HashMap<>(table.getAll(keys, Consistency.EVENTUAL));
        List<Key> unseen = keys.stream().filter(key -> !items.containsKey(key)).toList();
        if (!unseen.isEmpty()) {
            items.putAll(table.getAll(unseen, Consistency.STRONG));
        }
        return items;
    }

    private List<Indexed> records(Commit commit, Map<Key, Item> items) {
        List<Indexed> records = new ArrayList<>(commit.entries());
        long order = commit.first();
        for (Bytes block : encoded(commit, items)) {
            for (Optional<EntryRecord> position : BlockCodec.decode(block)) {
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

    private List<Bytes> encoded(Commit commit, Map<Key, Item> items) {
        return commit.blocks()
                .inline()
                .map(List::of)
                .orElseGet(() -> keys(commit).stream()
                        .map(key -> encoded(key, items.get(key)))
                        .toList());
    }

    private Bytes encoded(Key key, Item item) {
        if (item == null) {
            throw new CorruptStoreException("block " + key.sk() + " of " + store + " is gone");
        }
        return spill.get(item);
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

    /** Of the blocks that have rows of their own. */
    private List<Key> keys(Commit commit) {
        if (commit.blocks().inline().isPresent()) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>(commit.blocks().count());
        for (int i = 0; i < commit.blocks().count(); i++) {
            keys.add(key(commit, i));
        }
        return keys;
    }

    private Key key(Commit commit, int number) {
        return new Key(partition(), sortKey(commit.putId(), commit.blocks().attempt(), number));
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

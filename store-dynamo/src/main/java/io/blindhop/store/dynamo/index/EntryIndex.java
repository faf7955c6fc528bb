package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.RecordCodec;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds entries by id, by document and large payloads by content. Derived from the log: rows are written after the
 * commit, any number of times with the same content, so nothing is lost when a writer dies in between.
 *
 * <p>Rows lie in partitions of their own, by the document part of the id, so that one store is not capped by one
 * partition and one document is one range.
 */
public final class EntryIndex {
    private static final String ORDER = "o";
    private static final String LOCATION_PUT = "p";
    private static final String LOCATION_LENGTH = "l";

    /** A larger record is read from its object: rows of a range are billed by size. */
    private static final int INLINE_BYTES = 16 * 1024;

    private final Table table;
    private final StoreId store;
    private final Spill spill;

    public EntryIndex(Table table, BlobStore blobs, StoreId store) {
        this.table = table;
        this.store = store;
        this.spill = new Spill(blobs, store);
    }

    /** An entry with its place in the log and the place of its payload. */
    public record Indexed(EntryRecord record, long receiptOrder) {
        public StoredEntry stored() {
            return record.at(receiptOrder);
        }
    }

    /** Every partition in which a store may have index rows. */
    public static List<String> partitions(StoreId store) {
        return IndexKeys.partitions(store);
    }

    /** Writes the rows of entries, over what was written of them before. */
    public void write(List<Indexed> entries) {
        List<Item> rows = new ArrayList<>(entries.size());
        for (Indexed entry : entries) {
            keys(entry.record()).forEach(key -> rows.add(row(key, entry)));
            payloadRow(entry.record()).ifPresent(rows::add);
        }
        table.putAll(rows);
    }

    /** Removes the rows by which entries are found. Those of payloads stay: other entries may share them. */
    public void remove(List<Indexed> entries) {
        table.deleteAll(
                entries.stream().flatMap(entry -> keys(entry.record()).stream()).toList());
    }

    private List<Key> keys(EntryRecord entry) {
        String docId = entry.metadata().docId();
        Key byId = IndexKeys.entry(store, entry.id());
        return IndexKeys.isInDocumentRange(entry.id(), docId)
                ? List.of(byId)
                : List.of(byId, IndexKeys.alias(store, docId, entry.id()));
    }

    /** Takes a payload off the list of those that can be shared, if it is still the one of this put. */
    public void forgetPayload(String contentHash, PutId putId) {
        try {
            table.delete(
                    IndexKeys.payload(store, contentHash),
                    new Condition.Equal(LOCATION_PUT, new Value.Text(putId.hex())));
        } catch (ConditionFailedException anotherOneTookItsPlace) {
            // Then that one can be shared, and it is not condemned.
        }
    }

    private Item row(Key key, Indexed entry) {
        Item.Builder row = Item.of(key).whole(ORDER, entry.receiptOrder());
        EntryRecord record = entry.record();
        spill.put(row, RecordCodec.encode(record), record.location().putId(), INLINE_BYTES);
        return row.build();
    }

    private Optional<Item> payloadRow(EntryRecord entry) {
        PayloadLocation location = entry.location();
        if (!IndexKeys.isShared(location.length())) {
            return Optional.empty();
        }
        return Optional.of(Item.of(IndexKeys.payload(store, entry.metadata().contentHash()))
                .text(LOCATION_PUT, location.putId().hex())
                .whole(LOCATION_LENGTH, location.length())
                .build());
    }

    /** The rows of those ids that have one. */
    public Map<String, Indexed> find(Collection<String> ids, Consistency consistency) {
        List<Key> keys =
                ids.stream().distinct().map(id -> IndexKeys.entry(store, id)).toList();
        Map<String, Indexed> found = HashMap.newHashMap(keys.size());
        table.getAll(keys, consistency).values().forEach(item -> {
            Indexed entry = decode(item);
            found.put(entry.record().id(), entry);
        });
        return found;
    }

    /** The rows of one document's entries, in no particular order. */
    public List<Indexed> document(String docId) {
        List<Indexed> found = new ArrayList<>();
        for (Query query : IndexKeys.documentRanges(store, docId)) {
            for (Item item : table.query(query)) {
                Indexed entry = decode(item);
                if (entry.record().metadata().docId().equals(docId)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Where committed objects hold payloads of these hashes; small payloads are not shared and not found. */
    public Map<String, PayloadLocation> payloads(Collection<String> contentHashes) {
        Map<Key, String> keys = new HashMap<>();
        contentHashes.forEach(hash -> keys.put(IndexKeys.payload(store, hash), hash));
        Map<String, PayloadLocation> found = new HashMap<>();
        table.getAll(keys.keySet(), Consistency.STRONG).forEach((key, item) -> {
            String hash = keys.get(key);
            PutId putId = new PutId(item.requireText(LOCATION_PUT));
            int length = Math.toIntExact(item.requireWhole(LOCATION_LENGTH));
            found.put(hash, new PayloadLocation(putId, hash, 0, length));
        });
        return found;
    }

    private Indexed decode(Item item) {
        return new Indexed(RecordCodec.decode(spill.get(item)), item.requireWhole(ORDER));
    }
}

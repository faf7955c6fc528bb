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
 * Rows of entries by id and by document, as they were written before there were {@link Run runs}, up to the order that the
 * {@link Manifest} says; and rows of large payloads by content, which are still written. Derived from the log.
 *
 * <p>Rows lie in partitions of their own, by the document part of the id, so that one store is not capped by one
 * partition and one document is one range.
 */
public final class EntryIndex {
    private static final String ORDER = "o";
    private static final String LOCATION_PUT = "p";
    private static final String LOCATION_LENGTH = "l";

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

    /** Writes where the payloads of entries are that others may share. */
    public void writePayloads(Collection<EntryRecord> entries) {
        table.putAll(
                entries.stream().flatMap(entry -> payloadRow(entry).stream()).toList());
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

    private Optional<Item> payloadRow(EntryRecord entry) {
        return entry.location()
                .filter(location -> IndexKeys.isShared(location.length()))
                .map(location -> Item.of(
                                IndexKeys.payload(store, entry.metadata().contentHash()))
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

package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.store.dynamo.codec.EntryListCodec;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds entries of a merged log by id and by document, up to the mark of the log. */
final class MergedIndex {
    private static final String SOURCE = "s";

    /** A larger record is read from its object: rows of a range are billed by size. */
    private static final int INLINE_BYTES = 16 * 1024;

    private final Table table;
    private final MergedKeys keys;
    private final Spill spill;

    MergedIndex(Table table, MergedKeys keys, Spill spill) {
        this.table = table;
        this.keys = keys;
        this.spill = spill;
    }

    /** Writes the rows of a commit; again does no harm. */
    void write(MergedCommit commit) {
        List<Item> rows = new ArrayList<>();
        for (StoredEntry entry : commit.entries()) {
            Bytes value = EntryListCodec.encode(List.of(entry));
            for (Key key : keysOf(entry)) {
                Item.Builder row = Item.of(key).text(SOURCE, commit.source());
                spill.put(row, value, commit.put(), INLINE_BYTES);
                rows.add(row.build());
            }
        }
        table.putAll(rows);
    }

    void remove(Collection<StoredEntry> entries) {
        table.deleteAll(
                entries.stream().flatMap(entry -> keysOf(entry).stream()).toList());
    }

    private List<Key> keysOf(StoredEntry entry) {
        List<Key> all = new ArrayList<>(List.of(keys.entry(entry.id())));
        keys.alias(entry.metadata().docId(), entry.id()).ifPresent(all::add);
        return all;
    }

    Map<String, MergedEntry> find(Collection<String> ids) {
        List<Key> wanted = ids.stream().distinct().map(keys::entry).toList();
        Map<String, MergedEntry> found = new HashMap<>();
        table.getAll(wanted, Consistency.STRONG).values().forEach(row -> {
            MergedEntry entry = decode(row);
            found.put(entry.stored().id(), entry);
        });
        return found;
    }

    /** The entries of one document, in no particular order. */
    List<StoredEntry> document(String docId) {
        return keys.documentRanges(docId).stream()
                .flatMap(range -> table.query(range).stream())
                .map(row -> decode(row).stored())
                .filter(entry -> entry.metadata().docId().equals(docId))
                .toList();
    }

    private MergedEntry decode(Item row) {
        return new MergedEntry(EntryListCodec.decode(spill.get(row)).getFirst(), row.requireText(SOURCE));
    }
}

package io.blindhop.store.dynamo.index;

import io.blindhop.store.dynamo.codec.RecordCodec;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.List;

/** Index rows as every put wrote them before there were runs: one for each entry, and one more for an alias. */
public final class OldRows {
    private static final int INLINE_BYTES = 16 * 1024;

    private OldRows() {}

    public static void write(Table table, BlobStore blobs, StoreId store, List<Indexed> entries) {
        List<Item> rows = new ArrayList<>();
        for (Indexed entry : entries) {
            String docId = entry.record().metadata().docId();
            String id = entry.record().id();
            rows.add(row(IndexKeys.entry(store, id), blobs, store, entry));
            if (!IndexKeys.isInDocumentRange(id, docId)) {
                rows.add(row(IndexKeys.alias(store, docId, id), blobs, store, entry));
            }
        }
        table.putAll(rows);
    }

    private static Item row(Key key, BlobStore blobs, StoreId store, Indexed entry) {
        Item.Builder row = Item.of(key).whole("o", entry.receiptOrder());
        new Spill(blobs, store)
                .put(
                        row,
                        RecordCodec.encode(entry.record()),
                        entry.record().location().orElseThrow().putId(),
                        INLINE_BYTES);
        return row.build();
    }
}

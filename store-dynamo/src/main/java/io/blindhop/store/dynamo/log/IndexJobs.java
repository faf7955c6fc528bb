package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import java.util.List;

/** Stores of which runs are to be merged that are too large for a put: maintenance looks here and nowhere else. */
final class IndexJobs {
    static final String PARTITION = "Y";

    private final Table table;

    IndexJobs(Table table) {
        this.table = table;
    }

    /** Asking again does no harm. */
    void request(StoreId store) {
        table.putAll(List.of(Item.of(key(store))
                .text("i", store.incarnation())
                .text("d", store.dbId())
                .text("k", store.kind().segment())
                .build()));
    }

    List<StoreId> pending(int limit) {
        return table.query(new Query(PARTITION, " ", Query.MAX, true, limit, Consistency.STRONG)).stream()
                .map(item -> new StoreId(
                        item.requireText("i"),
                        item.requireText("d"),
                        StoreKind.ofSegment(item.requireText("k"))
                                .orElseThrow(() -> new CorruptStoreException("a store to be indexed has no kind"))))
                .toList();
    }

    void done(StoreId store) {
        table.deleteAll(List.of(key(store)));
    }

    private static Key key(StoreId store) {
        return new Key(PARTITION, store.joined('#'));
    }
}

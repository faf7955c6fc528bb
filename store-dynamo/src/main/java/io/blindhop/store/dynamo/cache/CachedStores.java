package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import java.util.List;

/** Of which stores something is kept, over all tenants: maintenance looks here and nowhere else. */
final class CachedStores {
    private static final String PARTITION = "HS";

    private final Table table;

    CachedStores(Table table) {
        this.table = table;
    }

    /** Before the first row of the cache. */
    void note(StoreId store) {
        new IncarnationPartitions(table, store.incarnation())
                .note(List.of(PARTITION, new CacheKeys(store).partition()));
        table.putAll(List.of(Item.of(key(store))
                .text("i", store.incarnation())
                .text("d", store.dbId())
                .text("k", store.kind().segment())
                .build()));
    }

    List<StoreId> all() {
        return table.query(Query.prefix(PARTITION, "", Integer.MAX_VALUE, Consistency.EVENTUAL)).stream()
                .map(CachedStores::decode)
                .toList();
    }

    private static StoreId decode(Item row) {
        return new StoreId(
                row.requireText("i"),
                row.requireText("d"),
                StoreKind.ofSegment(row.requireText("k"))
                        .orElseThrow(
                                () -> new CorruptStoreException("cache row " + row.key() + " names no store kind")));
    }

    private static Key key(StoreId store) {
        return new Key(PARTITION, store.joined('#'));
    }
}

package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/** The Bloom filter of a cached store: a row, and an object for the bits. */
final class CachedBloom {
    private final LogContext context;
    private final StoreId store;

    CachedBloom(LogContext context, StoreId store) {
        this.context = context;
        this.store = store;
    }

    /** Empty if the object went meanwhile. */
    Optional<BloomSummary> load(Item row) {
        return context.blobs()
                .get(name(row.requireText("p")), 0, Math.toIntExact(row.requireWhole("n")))
                .map(bits -> new BloomSummary(
                        row.requireWhole("c"), row.requireWhole("b"), Math.toIntExact(row.requireWhole("h")), bits));
    }

    void keep(Key key, StoreHead head, BloomSummary bloom) {
        Optional<Item> before = context.table().get(key, Consistency.EVENTUAL);
        String put = PutId.create(context.clock(), context.random()).hex();
        context.blobs().put(name(put), List.of(bloom.bitset()));
        context.table()
                .putAll(List.of(Item.of(key)
                        .text("e", head.epoch())
                        .whole("o", head.maxReceiptOrder())
                        .text("p", put)
                        .whole("n", bloom.bitset().length())
                        .whole("c", bloom.totalIds())
                        .whole("b", bloom.bitCount())
                        .whole("h", bloom.hashCount())
                        .build()));
        before.ifPresent(old -> context.blobs().delete(List.of(name(old.requireText("p")))));
    }

    private String name(String put) {
        return store.joined('/') + "/" + put + "/bloom";
    }
}

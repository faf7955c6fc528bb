package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.s3.PutId;

/** Since when a cache has been filling, and the newest head that it was shown. */
record CacheLife(PutId life, StoreHead head) {
    static CacheLife of(Item row) {
        return new CacheLife(
                new PutId(row.requireText("l")), new StoreHead(row.requireText("e"), row.requireWhole("o")));
    }

    Item row(Key key) {
        return Item.of(key)
                .text("l", life.hex())
                .text("e", head.epoch())
                .whole("o", head.maxReceiptOrder())
                .build();
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.EntryIndex;
import io.blindhop.store.s3.StoreId;

/** The rows of one store, by kind. */
record StoreRows(StoreId store, CommitLog log, Blocks blocks, EntryIndex index, PutGuard guard) {
    static StoreRows of(LogContext context, StoreId store) {
        return of(context, store, PutGuard.NONE);
    }

    static StoreRows of(LogContext context, StoreId store, PutGuard guard) {
        return new StoreRows(
                store,
                new CommitLog(context.table(), store, context::newPutId),
                new Blocks(context.table(), context.blobs(), store),
                new EntryIndex(context.table(), context.blobs(), store),
                guard);
    }

    Lookup lookup() {
        return new Lookup(log, blocks, index);
    }

    Indexer indexer() {
        return new Indexer(this);
    }
}

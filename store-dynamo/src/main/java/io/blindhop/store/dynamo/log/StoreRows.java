package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.EntryIndex;
import io.blindhop.store.dynamo.index.RunReader;
import io.blindhop.store.s3.StoreId;

/** The rows of one store, by kind. */
record StoreRows(
        StoreId store,
        CommitLog log,
        Blocks blocks,
        EntryIndex index,
        RunReader runs,
        IndexKeeper keeper,
        PutGuard guard) {
    static StoreRows of(LogContext context, StoreId store) {
        return of(context, store, PutGuard.NONE);
    }

    static StoreRows of(LogContext context, StoreId store, PutGuard guard) {
        CommitLog log = new CommitLog(context.table(), store, context::newPutId);
        Blocks blocks = new Blocks(context.table(), context.blobs(), store, context.cache());
        RunReader runs = new RunReader(context.blobs(), context.cache());
        return new StoreRows(
                store,
                log,
                blocks,
                new EntryIndex(context.table(), context.blobs(), store),
                runs,
                new IndexKeeper(context, store, log, blocks, runs),
                guard);
    }

    /** Finds what there is at or below {@code tail}. */
    Lookup lookup(Commit tail) {
        return new Lookup(this, keeper.view(tail));
    }
}

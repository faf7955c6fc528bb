package io.blindhop.store.dynamo.log;

import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.List;

/** Removes everything that a put wrote. Only for a put of which it is certain that no commit of it exists or will. */
final class Litter {
    private final LogContext context;

    Litter(LogContext context) {
        this.context = context;
    }

    void remove(StoreId store, PutId putId) {
        BlobStore blobs = context.blobs();
        String prefix = PayloadLocation.prefix(store, putId);
        String after = "";
        for (List<BlobStore.Blob> page = blobs.list(prefix, after); !page.isEmpty(); page = blobs.list(prefix, after)) {
            blobs.delete(page.stream().map(BlobStore.Blob::name).toList());
            after = page.getLast().name();
        }
        new Blocks(context.table(), blobs, store, context.cache()).deleteAll(putId);
        new Intents(context.table()).end(putId);
    }
}

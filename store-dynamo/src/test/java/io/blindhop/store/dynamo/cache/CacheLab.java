package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Duration;
import java.util.SplittableRandom;

/** A hop's table and bucket, and a clock. */
final class CacheLab {
    final InMemoryTable table = new InMemoryTable();
    final InMemoryBlobStore blobs = new InMemoryBlobStore();
    final SettableClock clock = new SettableClock(1_800_000_000_000L);
    private final LogContext context = new LogContext(table, blobs, clock, new SplittableRandom(5), pause -> {});

    LogContext context() {
        return context;
    }

    void advance(Duration duration) {
        clock.set(clock.millis() + duration.toMillis());
    }

    int objects() {
        return blobs.list("", "").size();
    }

    int rows(String partition) {
        return table.query(Query.prefix(partition, "", Integer.MAX_VALUE, Consistency.STRONG))
                .size();
    }
}

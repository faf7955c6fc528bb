package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.blob.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What every store of a node shares: the two services, time and chance.
 *
 * @param random for any thread
 * @param gates of this process
 */
public record LogContext(
        Table table, BlobStore blobs, Clock clock, RandomGenerator random, Pause pause, WriteGates gates) {
    public LogContext(Table table, BlobStore blobs, Clock clock, RandomGenerator random, Pause pause) {
        this(table, blobs, clock, random, pause, new WriteGates());
    }

    /** Waits; passed in so that a test can hold time still. */
    @FunctionalInterface
    public interface Pause {
        void forDuration(Duration duration) throws InterruptedException;
    }

    PutId newPutId() {
        return PutId.create(clock, random);
    }
}

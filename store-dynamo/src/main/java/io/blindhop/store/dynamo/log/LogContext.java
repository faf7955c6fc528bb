package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Generation;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.Work;
import io.blindhop.store.s3.blob.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What every store of a node shares: the two services, time and chance.
 *
 * @param random safe for any number of threads: two puts that drew the same number in the same millisecond would have one name
 * @param gates of this process
 * @param generation of the deployment
 * @param cache of this process
 * @param shape of the index of every store; the standard one but in tests
 * @param inlineBytes so much of a put is kept in the row of its commit; {@link LogLimits#INLINE_BLOCK_BYTES} but in tests
 */
public record LogContext(
        Table table,
        BlobStore blobs,
        Clock clock,
        RandomGenerator random,
        Pause pause,
        WriteGates gates,
        Generation generation,
        ProcessCache cache,
        IndexShape shape,
        int inlineBytes) {
    /** In the first generation. */
    public LogContext(
            Table table, BlobStore blobs, Clock clock, RandomGenerator random, Pause pause, WriteGates gates) {
        this(
                table,
                blobs,
                clock,
                random,
                pause,
                gates,
                Generation.FIRST,
                new ProcessCache(ProcessCache.STANDARD_BUDGET),
                IndexShape.STANDARD,
                LogLimits.INLINE_BLOCK_BYTES);
    }

    /** In the first generation, with gates of its own. */
    public LogContext(Table table, BlobStore blobs, Clock clock, RandomGenerator random, Pause pause) {
        this(table, blobs, clock, random, pause, new WriteGates());
    }

    /** The same, over a table that was restored. */
    public LogContext in(Generation other) {
        return new LogContext(table, blobs, clock, random, pause, gates, other, cache, shape, inlineBytes);
    }

    /** The same with another index. */
    public LogContext with(ProcessCache otherCache, IndexShape otherShape) {
        return new LogContext(
                table, blobs, clock, random, pause, gates, generation, otherCache, otherShape, inlineBytes);
    }

    /** The same with so much of a put in the row of its commit. */
    public LogContext inlining(int bytes) {
        return new LogContext(table, blobs, clock, random, pause, gates, generation, cache, shape, bytes);
    }

    /** Waits; passed in so that a test can hold time still. */
    @FunctionalInterface
    public interface Pause {
        void forDuration(Duration duration) throws InterruptedException;
    }

    private static final int FIRST_BACKOFF_MILLIS = 4;
    private static final int LAST_BACKOFF_MILLIS = 2048;

    /**
     * Waits after a race was lost, and has it counted for whom it was run.
     *
     * @throws StoreUnavailableException if interrupted
     */
    public void raceLost(int round) {
        Work.current().ifPresent(Work::raceLost);
        backOff(round);
    }

    /**
     * The same for a race that other processes won.
     *
     * @param since when the attempt began that lost, milliseconds
     */
    void raceLost(int round, RaceWaits waits, long since) {
        Work.current().ifPresent(Work::raceLost);
        Instant now = clock.instant();
        Duration attempt = Duration.ofMillis(Math.max(0, now.toEpochMilli() - since));
        pause(waits.afterLoss(round, attempt, now, random));
    }

    /**
     * Waits for a random while, longer from round to round and never above {@value #LAST_BACKOFF_MILLIS} ms.
     *
     * @throws StoreUnavailableException if interrupted
     */
    public void backOff(int round) {
        int most = Math.min(LAST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << Math.min(round, 10));
        pause(Duration.ofMillis(random.nextInt(most + 1)));
    }

    private void pause(Duration duration) {
        try {
            pause.forDuration(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for other writers", e);
        }
    }

    PutId newPutId() {
        return PutId.create(clock, random);
    }
}

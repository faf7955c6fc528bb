package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A table and a bucket with any number of processes at work on one store in them. */
public final class Lab {
    public static final StoreId STORE = new StoreId("incarnation", "main", StoreKind.DOCS);

    /** Two commits a window, four items a segment, and forty items are too many for a put. */
    public static final IndexShape SMALL_INDEX = new IndexShape(4, 4, 2, 2, 8, 40, 40);

    private final Table table;
    private final BlobStore blobs;
    private final LogContext.Pause pause;
    private final Supplier<WriteGates> gates;
    private final IndexShape shape;
    private final int inlineBytes;
    private final AtomicLong seeds = new AtomicLong(1);
    public final SettableClock clock;

    /** Its processes never wait, so that a test holds time still. */
    public Lab(Table table, BlobStore blobs, SettableClock clock) {
        this(table, blobs, clock, duration -> {});
    }

    /** Its processes wait as they are told to, where services that take their time are asked by many. */
    public Lab(Table table, BlobStore blobs, SettableClock clock, LogContext.Pause pause) {
        this(table, blobs, clock, pause, WriteGates::new, IndexShape.STANDARD, LogLimits.INLINE_BLOCK_BYTES);
    }

    private Lab(
            Table table,
            BlobStore blobs,
            SettableClock clock,
            LogContext.Pause pause,
            Supplier<WriteGates> gates,
            IndexShape shape,
            int inlineBytes) {
        this.inlineBytes = inlineBytes;
        this.shape = shape;
        this.table = table;
        this.blobs = blobs;
        this.clock = clock;
        this.pause = pause;
        this.gates = gates;
    }

    /** Its processes are threads of one, as in the local server, and take turns. */
    public static Lab ofOneProcess(Table table, BlobStore blobs, SettableClock clock) {
        WriteGates shared = new WriteGates();
        return new Lab(
                table, blobs, clock, Thread::sleep, () -> shared, IndexShape.STANDARD, LogLimits.INLINE_BLOCK_BYTES);
    }

    /** The same with an index that is cut so small that every few puts merge runs of several segments. */
    public Lab withSmallIndex() {
        return new Lab(table, blobs, clock, pause, gates, SMALL_INDEX, inlineBytes);
    }

    /** The same where nothing is kept in the rows of commits, however small it is. */
    public Lab withoutInline() {
        return new Lab(table, blobs, clock, pause, gates, shape, 0);
    }

    /** Lets others have a turn, if this laboratory waits at all. */
    public void pause() throws InterruptedException {
        pause.forDuration(Duration.ofMillis(5));
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Table table() {
        return table;
    }

    public void advance(Duration duration) {
        clock.set(clock.millis() + duration.toMillis());
    }

    /** A process of its own. */
    public LogContext process(Trap trap, Clock itsClock) {
        return new LogContext(
                        trap.over(table),
                        trap.over(blobs),
                        itsClock,
                        new SplittableRandom(seeds.incrementAndGet()),
                        pause,
                        gates.get())
                .with(new ProcessCache(ProcessCache.STANDARD_BUDGET), shape)
                .inlining(inlineBytes);
    }

    public ContentAddressedStore store(Trap trap) {
        return new LogStore(process(trap, clock), STORE);
    }

    public ContentAddressedStore store() {
        return store(Trap.counting());
    }

    public Maintenance maintenance(Trap trap) {
        return new Maintenance(process(trap, clock));
    }

    public List<PutOutcome> put(List<VerifiedEntry> entries) {
        return store().put(entries, Witness.NONE);
    }

    /** Everything that is visible, by pages of {@code limit}. */
    public static List<StoredEntry> all(ContentAddressedStore store, int limit) {
        List<StoredEntry> all = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        boolean more = true;
        while (more) {
            ScanPage page = store.scan(cursor, limit, ScanFilter.ALL);
            all.addAll(page.entries());
            cursor = page.next();
            more = page.hasMore();
        }
        return all;
    }

    public static Map<String, Bytes> payloads(ContentAddressedStore store, List<String> ids) {
        Map<String, Bytes> payloads = new HashMap<>();
        try {
            store.read(ids, (entry, payload) -> payloads.put(entry.id(), payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return payloads;
    }
}

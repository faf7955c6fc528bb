package io.blindhop.functions.observe;

import io.blindhop.protocol.TenantId;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.Work;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one request, or one run of maintenance, has asked of the services and has moved. Any thread may add to it. */
public final class Figures extends Work {
    /** Units come in halves at the finest, so that whole halves add up without rounding. */
    private static final double HALVES = 2;

    private final Map<TableMeter.Operation, Long> tableCalls = new ConcurrentHashMap<>();
    private final Map<BlobMeter.Operation, Long> blobCalls = new ConcurrentHashMap<>();
    private final AtomicLong halfReadUnits = new AtomicLong();
    private final AtomicLong halfWriteUnits = new AtomicLong();
    private final AtomicLong blobBytesRead = new AtomicLong();
    private final AtomicLong blobBytesWritten = new AtomicLong();
    private final AtomicLong contentionRetries = new AtomicLong();
    private final AtomicLong entriesIn = new AtomicLong();
    private final AtomicLong entriesRejected = new AtomicLong();
    private final AtomicLong entriesOut = new AtomicLong();
    private volatile Optional<TenantId> tenant = Optional.empty();
    private volatile Optional<ErrorKind> error = Optional.empty();
    private volatile Optional<String> incident = Optional.empty();

    /** Those of the request that the calling thread works for; some that nobody reads if there is none. */
    public static Figures ofWork() {
        return Work.current(Figures.class).orElseGet(Figures::new);
    }

    void call(TableMeter.Operation operation, double readUnits, double writeUnits) {
        tableCalls.merge(operation, 1L, Long::sum);
        halfReadUnits.addAndGet(Math.round(readUnits * HALVES));
        halfWriteUnits.addAndGet(Math.round(writeUnits * HALVES));
    }

    void call(BlobMeter.Operation operation, long bytes) {
        blobCalls.merge(operation, 1L, Long::sum);
        (operation == BlobMeter.Operation.PUT ? blobBytesWritten : blobBytesRead).addAndGet(bytes);
    }

    @Override
    public void raceLost() {
        contentionRetries.incrementAndGet();
    }

    /** Entries of a push that were acknowledged, and those that were not. */
    public void pushed(int acknowledged, int rejected) {
        entriesIn.addAndGet(acknowledged);
        entriesRejected.addAndGet(rejected);
    }

    /** One entry was sent with its payload. */
    public void entryOut() {
        entriesOut.incrementAndGet();
    }

    /** @param id of a tenant that exists, or that an operator asks for */
    public void tenant(TenantId id) {
        tenant = Optional.of(id);
    }

    /** Says more about a failure than its status does. What was said first counts. */
    public void failed(ErrorKind kind) {
        if (error.isEmpty()) {
            error = Optional.of(kind);
        }
    }

    /** @param id under which a failure was logged */
    public void incident(String id) {
        incident = Optional.of(id);
    }

    public long calls(TableMeter.Operation operation) {
        return tableCalls.getOrDefault(operation, 0L);
    }

    public long calls(BlobMeter.Operation operation) {
        return blobCalls.getOrDefault(operation, 0L);
    }

    public double readUnits() {
        return halfReadUnits.get() / HALVES;
    }

    public double writeUnits() {
        return halfWriteUnits.get() / HALVES;
    }

    public long blobBytesRead() {
        return blobBytesRead.get();
    }

    public long blobBytesWritten() {
        return blobBytesWritten.get();
    }

    public long contentionRetries() {
        return contentionRetries.get();
    }

    public long entriesIn() {
        return entriesIn.get();
    }

    public long entriesRejected() {
        return entriesRejected.get();
    }

    public long entriesOut() {
        return entriesOut.get();
    }

    public Optional<TenantId> tenant() {
        return tenant;
    }

    public Optional<ErrorKind> error() {
        return error;
    }

    public Optional<String> incident() {
        return incident;
    }
}

package io.blindhop.functions.cost;

import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up what a table and a bucket are billed for, by purpose and operation. For any thread; a reading taken while calls
 * run holds some of them and not others.
 */
public final class UsageMeter implements TableMeter, BlobMeter {
    /** Units come in halves at the finest, so that whole halves add up without rounding. */
    private static final double HALVES = 2;

    private record Kind(Purpose purpose, TableMeter.Operation operation) {}

    private final Map<Kind, TableCount> table = new ConcurrentHashMap<>();
    private final Map<BlobMeter.Operation, BlobCount> blobs = new ConcurrentHashMap<>();

    /**
     * The same table, with the purpose of every call told to all meters.
     *
     * @param metered tells its meter of its calls on the thread of the caller; without this view all of them count for the
     *     store
     */
    public static Table byPurpose(Table metered) {
        return new PurposeTable(metered);
    }

    @Override
    public void call(TableMeter.Operation operation, double readUnits, double writeUnits) {
        table.computeIfAbsent(new Kind(Purpose.current(), operation), _ -> new TableCount())
                .add(readUnits, writeUnits);
    }

    @Override
    public void call(BlobMeter.Operation operation, long bytes) {
        blobs.computeIfAbsent(operation, _ -> new BlobCount()).add(bytes);
    }

    /** The sums since the meter was made. */
    public Usage reading() {
        Map<Purpose, Map<TableMeter.Operation, TableUse>> uses = new EnumMap<>(Purpose.class);
        table.forEach(
                (kind, count) -> uses.computeIfAbsent(kind.purpose(), _ -> new EnumMap<>(TableMeter.Operation.class))
                        .put(kind.operation(), count.sum()));
        Map<BlobMeter.Operation, BlobUse> objects = new EnumMap<>(BlobMeter.Operation.class);
        blobs.forEach((operation, count) -> objects.put(operation, count.sum()));
        return new Usage(uses, objects);
    }

    private static final class TableCount {
        private final LongAdder calls = new LongAdder();
        private final LongAdder halfReadUnits = new LongAdder();
        private final LongAdder halfWriteUnits = new LongAdder();

        void add(double readUnits, double writeUnits) {
            calls.increment();
            halfReadUnits.add(Math.round(readUnits * HALVES));
            halfWriteUnits.add(Math.round(writeUnits * HALVES));
        }

        TableUse sum() {
            return new TableUse(calls.sum(), halfReadUnits.sum() / HALVES, halfWriteUnits.sum() / HALVES);
        }
    }

    private static final class BlobCount {
        private final LongAdder calls = new LongAdder();
        private final LongAdder moved = new LongAdder();

        void add(long bytes) {
            calls.increment();
            moved.add(bytes);
        }

        BlobUse sum() {
            return new BlobUse(calls.sum(), moved.sum());
        }
    }
}

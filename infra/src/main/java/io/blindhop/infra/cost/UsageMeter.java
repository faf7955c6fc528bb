package io.blindhop.infra.cost;

import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up what a table and a bucket are billed for, by purpose and operation. For any thread; a reading taken while calls
 * run holds some of them and not others.
 */
public final class UsageMeter implements TableMeter, BlobMeter {
    /** Units come in halves at the finest, so that whole halves add up without rounding. */
    private static final double HALVES = 2;

    private final ScopedValue<Purpose> purpose = ScopedValue.newInstance();
    private final Map<Purpose, Map<TableMeter.Operation, TableCount>> table = new EnumMap<>(Purpose.class);
    private final Map<BlobMeter.Operation, BlobCount> blobs = new EnumMap<>(BlobMeter.Operation.class);

    public UsageMeter() {
        for (Purpose each : Purpose.values()) {
            Map<TableMeter.Operation, TableCount> counts = new EnumMap<>(TableMeter.Operation.class);
            for (TableMeter.Operation operation : TableMeter.Operation.values()) {
                counts.put(operation, new TableCount());
            }
            table.put(each, counts);
        }
        for (BlobMeter.Operation operation : BlobMeter.Operation.values()) {
            blobs.put(operation, new BlobCount());
        }
    }

    /**
     * The same table, with the purpose of every call told to this meter.
     *
     * @param metered tells this meter of its calls, on the thread of the caller; without this view all of them count for
     *     the store
     */
    public Table byPurpose(Table metered) {
        return new PurposeTable(metered, purpose);
    }

    @Override
    public void call(TableMeter.Operation operation, double readUnits, double writeUnits) {
        table.get(purpose.orElse(Purpose.STORE)).get(operation).add(readUnits, writeUnits);
    }

    @Override
    public void call(BlobMeter.Operation operation, long bytes) {
        blobs.get(operation).add(bytes);
    }

    /** The sums since the meter was made. */
    public Usage reading() {
        Map<Purpose, Map<TableMeter.Operation, TableUse>> uses = new EnumMap<>(Purpose.class);
        table.forEach((each, counts) -> {
            Map<TableMeter.Operation, TableUse> sums = new EnumMap<>(TableMeter.Operation.class);
            counts.forEach((operation, count) -> sums.put(operation, count.sum()));
            uses.put(each, sums);
        });
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

package io.blindhop.functions.cost;

import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/** What was consumed of both services: since a meter was made, or between two of its readings. */
public record Usage(Map<Purpose, Map<TableMeter.Operation, TableUse>> table, Map<BlobMeter.Operation, BlobUse> blobs) {
    public static final Usage NONE = new Usage(Map.of(), Map.of());

    private static final double MILLION = 1e6;

    public Usage {
        Map<Purpose, Map<TableMeter.Operation, TableUse>> copy = new EnumMap<>(Purpose.class);
        table.forEach((purpose, uses) -> copy.put(purpose, Map.copyOf(uses)));
        table = Map.copyOf(copy);
        blobs = Map.copyOf(blobs);
    }

    public TableUse of(Purpose purpose, TableMeter.Operation operation) {
        return table.getOrDefault(purpose, Map.of()).getOrDefault(operation, TableUse.NONE);
    }

    /** All calls for one purpose together. */
    public TableUse of(Purpose purpose) {
        return table.getOrDefault(purpose, Map.of()).values().stream().reduce(TableUse.NONE, TableUse::plus);
    }

    /** All calls to the table. */
    public TableUse ofTable() {
        return of(Purpose.STORE).plus(of(Purpose.AUTHORISATION)).plus(of(Purpose.MAINTENANCE));
    }

    /** All calls of one kind to the table. */
    public TableUse ofTable(TableMeter.Operation operation) {
        return of(Purpose.STORE, operation)
                .plus(of(Purpose.AUTHORISATION, operation))
                .plus(of(Purpose.MAINTENANCE, operation));
    }

    public BlobUse of(BlobMeter.Operation operation) {
        return blobs.getOrDefault(operation, BlobUse.NONE);
    }

    /** What came since an earlier reading of the same meter. */
    public Usage minus(Usage before) {
        return combined(before, TableUse::minus, BlobUse::minus);
    }

    /** What came of both. */
    public Usage plus(Usage other) {
        return combined(other, TableUse::plus, BlobUse::plus);
    }

    private Usage combined(Usage other, BinaryOperator<TableUse> ofTable, BinaryOperator<BlobUse> ofBlobs) {
        Map<Purpose, Map<TableMeter.Operation, TableUse>> calls = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            Map<TableMeter.Operation, TableUse> uses = new EnumMap<>(TableMeter.Operation.class);
            for (TableMeter.Operation operation : TableMeter.Operation.values()) {
                uses.put(operation, ofTable.apply(of(purpose, operation), other.of(purpose, operation)));
            }
            calls.put(purpose, uses);
        }
        Map<BlobMeter.Operation, BlobUse> objects = new EnumMap<>(BlobMeter.Operation.class);
        for (BlobMeter.Operation operation : BlobMeter.Operation.values()) {
            objects.put(operation, ofBlobs.apply(of(operation), other.of(operation)));
        }
        return new Usage(calls, objects);
    }

    /** USD: units of the table and requests to the bucket. Removing objects is free. */
    public double cost(PriceTable prices) {
        Cost cost = new Tariff(prices, 0).of(this, 0, 0);
        return (cost.table() + cost.blobs()) / MILLION;
    }
}

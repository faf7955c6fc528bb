package io.blindhop.functions.observe;

import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.Work;
import io.blindhop.store.s3.blob.BlobMeter;

/** Adds every call of a table and a bucket to the {@link Figures} of the request or run that it was made for. */
public final class Meters implements TableMeter, BlobMeter {
    @Override
    public void call(TableMeter.Operation operation, double readUnits, double writeUnits) {
        Work.current(Figures.class).ifPresent(figures -> figures.meter().call(operation, readUnits, writeUnits));
    }

    @Override
    public void call(BlobMeter.Operation operation, long bytes) {
        Work.current(Figures.class).ifPresent(figures -> figures.meter().call(operation, bytes));
    }
}

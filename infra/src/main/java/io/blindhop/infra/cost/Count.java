package io.blindhop.infra.cost;

import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.cost.Usage;
import io.blindhop.store.s3.blob.BlobMeter;

/**
 * What something consumed, or many of it.
 *
 * @param requests to a function
 * @param entries that were checked or sent
 * @param blobPuts and lists
 * @param bytesOut of answers
 * @param logBytes of the lines of the requests
 */
public record Count(
        double requests,
        double entries,
        double tableCalls,
        double readUnits,
        double writeUnits,
        double blobPuts,
        double blobGets,
        double bytesOut,
        double logBytes) {
    public static final Count NONE = new Count(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Of work that answers nobody. */
    public static Count of(Usage usage) {
        TableUse table = usage.ofTable();
        return new Count(
                0,
                0,
                table.calls(),
                table.readUnits(),
                table.writeUnits(),
                usage.of(BlobMeter.Operation.PUT).calls()
                        + (double) usage.of(BlobMeter.Operation.LIST).calls(),
                usage.of(BlobMeter.Operation.GET).calls(),
                0,
                0);
    }

    /** The same work for so many requests. */
    public Count answering(double requests, double entries, double bytesOut, double logBytes) {
        return new Count(requests, entries, tableCalls, readUnits, writeUnits, blobPuts, blobGets, bytesOut, logBytes);
    }

    public Count times(double factor) {
        return new Count(
                requests * factor,
                entries * factor,
                tableCalls * factor,
                readUnits * factor,
                writeUnits * factor,
                blobPuts * factor,
                blobGets * factor,
                bytesOut * factor,
                logBytes * factor);
    }

    public Count plus(Count other) {
        return new Count(
                requests + other.requests,
                entries + other.entries,
                tableCalls + other.tableCalls,
                readUnits + other.readUnits,
                writeUnits + other.writeUnits,
                blobPuts + other.blobPuts,
                blobGets + other.blobGets,
                bytesOut + other.bytesOut,
                logBytes + other.logBytes);
    }

    public Count minus(Count other) {
        return plus(other.times(-1));
    }
}

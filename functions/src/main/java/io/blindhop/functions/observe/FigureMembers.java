package io.blindhop.functions.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;

/** What was asked of the services, in a line: calls by kind ({@code "tableCalls":{"QUERY":2}}), units, bytes. */
final class FigureMembers {
    private FigureMembers() {}

    static void add(Figures figures, MetricLine line, MetricLine.Metrics metrics) {
        ObjectNode table = line.object("tableCalls");
        for (TableMeter.Operation operation : TableMeter.Operation.values()) {
            if (figures.calls(operation) > 0) {
                table.put(operation.name(), figures.calls(operation));
            }
        }
        ObjectNode blobs = line.object("blobCalls");
        for (BlobMeter.Operation operation : BlobMeter.Operation.values()) {
            if (figures.calls(operation) > 0) {
                blobs.put(operation.name(), figures.calls(operation));
            }
        }
        line.with("blobBytesRead", figures.blobBytesRead()).with("blobBytesWritten", figures.blobBytesWritten());
        metrics.units("ReadUnits", figures.readUnits())
                .units("WriteUnits", figures.writeUnits())
                .count("ContentionRetries", figures.contentionRetries());
    }
}

package io.blindhop.functions.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;

/**
 * What was asked of the services, in a line, and what it cost: calls by kind ({@code "tableCalls":{"QUERY":2}}), units, bytes,
 * millionths of a USD ({@code "microUsd":{"table":0.625,…,"sum":8.2}}).
 *
 * <p>The costs are no metrics: they would be paid for each month, one for each tenant, and the line is paid for already.
 */
final class FigureMembers {
    private FigureMembers() {}

    static void add(Figures figures, Usage usage, MetricLine line, MetricLine.Metrics metrics) {
        ObjectNode table = line.object("tableCalls");
        for (TableMeter.Operation operation : TableMeter.Operation.values()) {
            if (usage.ofTable(operation).calls() > 0) {
                table.put(operation.name(), usage.ofTable(operation).calls());
            }
        }
        ObjectNode blobs = line.object("blobCalls");
        for (BlobMeter.Operation operation : BlobMeter.Operation.values()) {
            if (usage.of(operation).calls() > 0) {
                blobs.put(operation.name(), usage.of(operation).calls());
            }
        }
        line.with("blobBytesRead", usage.of(BlobMeter.Operation.GET).bytes())
                .with("blobBytesWritten", usage.of(BlobMeter.Operation.PUT).bytes());
        metrics.units("ReadUnits", usage.ofTable().readUnits())
                .units("WriteUnits", usage.ofTable().writeUnits())
                .count("ContentionRetries", figures.contentionRetries());
    }

    static void add(Cost cost, Tariff tariff, MetricLine line) {
        line.with("memoryMegabytes", tariff.memoryMegabytes());
        line.object("microUsd")
                .put("table", Cost.rounded(cost.table()))
                .put("blobs", Cost.rounded(cost.blobs()))
                .put("function", Cost.rounded(cost.function()))
                .put("sum", Cost.rounded(cost.sum()))
                .put("transfer", Cost.rounded(cost.transfer()));
    }
}

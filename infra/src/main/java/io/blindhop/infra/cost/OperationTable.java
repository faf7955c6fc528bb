package io.blindhop.infra.cost;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What requests consumed by operation: for people what one of them did, for programs the sums. */
public final class OperationTable {
    private static final String SYNC = "/:tenantId/sync/:kind/";

    private OperationTable() {}

    public static void print(PrintWriter out, List<OperationSum> operations) {
        out.println("  operation                 requests   each: read   write   PUT   GET  bytes out     ms      µUSD:"
                + "  table  objects  function");
        for (OperationSum operation : operations) {
            double requests = (double) operation.requests();
            TableUse table = operation.usage().ofTable();
            Cost cost = operation.cost();
            out.printf(
                    Locale.ROOT,
                    "  %-26s%8d %12.1f %7.1f %5.2f %5.2f %10.0f %6.1f %9.3f %7.3f %8.3f %9.3f%n",
                    name(operation),
                    operation.requests(),
                    table.readUnits() / requests,
                    table.writeUnits() / requests,
                    (double) calls(operation, BlobMeter.Operation.PUT) / requests,
                    (double) calls(operation, BlobMeter.Operation.GET) / requests,
                    (double) operation.bytesOut() / requests,
                    (double) operation.millis() / requests,
                    cost.sum() / requests,
                    cost.table() / requests,
                    cost.blobs() / requests,
                    cost.function() / requests);
        }
        out.flush();
    }

    /** One object. */
    public static void write(JsonGenerator json, OperationSum operation) throws IOException {
        TableUse table = operation.usage().ofTable();
        json.writeStartObject();
        json.writeStringField("operation", operation.operation());
        json.writeNumberField("requests", operation.requests());
        json.writeNumberField("tableCalls", table.calls());
        json.writeNumberField("readUnits", table.readUnits());
        json.writeNumberField("writeUnits", table.writeUnits());
        json.writeNumberField("blobPuts", calls(operation, BlobMeter.Operation.PUT));
        json.writeNumberField("blobGets", calls(operation, BlobMeter.Operation.GET));
        json.writeNumberField(
                "blobBytesWritten",
                operation.usage().of(BlobMeter.Operation.PUT).bytes());
        json.writeNumberField(
                "blobBytesRead", operation.usage().of(BlobMeter.Operation.GET).bytes());
        json.writeNumberField("bytesIn", operation.bytesIn());
        json.writeNumberField("bytesOut", operation.bytesOut());
        json.writeNumberField("millis", operation.millis());
        json.writeObjectFieldStart("microUsd");
        json.writeNumberField("table", Cost.rounded(operation.cost().table()));
        json.writeNumberField("blobs", Cost.rounded(operation.cost().blobs()));
        json.writeNumberField("function", Cost.rounded(operation.cost().function()));
        json.writeNumberField("sum", Cost.rounded(operation.cost().sum()));
        json.writeNumberField("transfer", Cost.rounded(operation.cost().transfer()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static long calls(OperationSum operation, BlobMeter.Operation kind) {
        return operation.usage().of(kind).calls();
    }

    private static String name(OperationSum operation) {
        String path = operation.operation().substring(operation.operation().indexOf(' ') + 1);
        return path.startsWith(SYNC) ? path.substring(SYNC.length()) : path;
    }
}

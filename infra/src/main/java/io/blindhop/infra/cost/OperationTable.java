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
    private static final String HEADING = "operation";
    private static final String SYNC = "POST /:tenantId/sync/:kind/";

    private OperationTable() {}

    public static void print(PrintWriter out, List<OperationSum> operations) {
        int width = operations.stream()
                .mapToInt(operation -> name(operation).length())
                .max()
                .orElse(0);
        out.printf(
                Locale.ROOT,
                "  %-" + Math.max(width, HEADING.length()) + "s%9s%12s%8s%6s%6s%11s%8s%11s%9s%9s%10s%n",
                HEADING,
                "requests",
                "each: read",
                "write",
                "PUT",
                "GET",
                "bytes out",
                "ms",
                "µUSD",
                "table",
                "objects",
                "function");
        for (OperationSum operation : operations) {
            double requests = (double) operation.requests();
            TableUse table = operation.usage().ofTable();
            Cost cost = operation.cost();
            out.printf(
                    Locale.ROOT,
                    "  %-" + Math.max(width, HEADING.length())
                            + "s%9d%12.1f%8.1f%6.2f%6.2f%11.0f%8.1f%11.3f%9.3f%9.3f%10.3f%n",
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

    /** That of the route where nothing else can be meant. */
    private static String name(OperationSum operation) {
        String name = operation.operation();
        return name.startsWith(SYNC) ? name.substring(SYNC.length()) : name;
    }
}

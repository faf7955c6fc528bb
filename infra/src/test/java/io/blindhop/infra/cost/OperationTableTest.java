package io.blindhop.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTableTest {
    private static OperationSum two(String operation) {
        UsageMeter meter = new UsageMeter();
        meter.call(TableMeter.Operation.QUERY, 3, 0);
        meter.call(TableMeter.Operation.PUT_ITEM, 0, 8);
        meter.call(BlobMeter.Operation.PUT, 700);
        Usage usage = meter.reading();
        return new OperationSum(
                operation, 2, usage, 5, 300, 40, new Tariff(PriceTable.usEast1(), 1024).of(usage, 40, 300));
    }

    @Test
    void peopleReadWhatOneOfThemDid() {
        StringWriter text = new StringWriter();

        OperationTable.print(
                new PrintWriter(text),
                List.of(two("POST /:tenantId/sync/:kind/putEntries"), two("GET /system/tenants/:tenantId")));

        assertThat(text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly(
                        "operation requests each: read write PUT GET bytes out ms µUSD table objects function",
                        "putEntries 2 1.5 4.0 0.50 0.00 150 20.0 5.621 2.688 2.500 0.433",
                        "GET /system/tenants/:tenantId 2 1.5 4.0 0.50 0.00 150 20.0 5.621 2.688 2.500 0.433");
    }

    @Test
    void programsReadWhatAllOfThemDid() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            OperationTable.write(json, two("POST /:tenantId/sync/:kind/putEntries"));
        }

        JsonNode sum = new ObjectMapper().readTree(text.toString());
        assertThat(sum.get("operation").asText()).isEqualTo("POST /:tenantId/sync/:kind/putEntries");
        assertThat(sum.get("requests").asInt()).isEqualTo(2);
        assertThat(sum.get("tableCalls").asInt()).isEqualTo(2);
        assertThat(sum.get("readUnits").asDouble()).isEqualTo(3);
        assertThat(sum.get("writeUnits").asDouble()).isEqualTo(8);
        assertThat(sum.get("blobPuts").asInt()).isEqualTo(1);
        assertThat(sum.get("blobBytesWritten").asInt()).isEqualTo(700);
        assertThat(sum.get("bytesOut").asInt()).isEqualTo(300);
        assertThat(sum.get("millis").asInt()).isEqualTo(40);
        assertThat(sum.at("/microUsd/table").asDouble()).isEqualTo(5.375);
        assertThat(sum.at("/microUsd/blobs").asDouble()).isEqualTo(5);
    }
}

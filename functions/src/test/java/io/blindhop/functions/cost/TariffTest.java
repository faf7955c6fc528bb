package io.blindhop.functions.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TariffTest {
    private static final Offset<Double> EXACTLY = within(1e-9);

    private final Tariff tariff = new Tariff(PriceTable.usEast1(), 512);

    @Test
    void anInvocationIsItsRequestAndItsMemoryForItsTime() {
        assertThat(tariff.of(Usage.NONE, 0, 0).function()).isEqualTo(0.2, EXACTLY);
        assertThat(tariff.of(Usage.NONE, 1000, 0).function()).isEqualTo(0.2 + 16.6667 / 2, EXACTLY);
        assertThat(tariff.gigabyteSeconds(1000)).isEqualTo(0.5, EXACTLY);
    }

    @Test
    void whatIsStreamedCostsAfterSixMegabytes() {
        assertThat(tariff.of(Usage.NONE, 0, 6_000_000).function()).isEqualTo(0.2, EXACTLY);
        assertThat(tariff.of(Usage.NONE, 0, 16_000_000).function()).isEqualTo(0.2 + 80, EXACTLY);
    }

    @Test
    void transferIsSaidApart() {
        Cost cost = tariff.of(Usage.NONE, 0, 1_000_000);

        assertThat(cost.transfer()).isEqualTo(90, EXACTLY);
        assertThat(cost.sum()).isEqualTo(0.2, EXACTLY);
    }

    @Test
    void theServicesAreTheirUnitsAndRequests() {
        UsageMeter meter = new UsageMeter();
        meter.call(TableMeter.Operation.QUERY, 4, 0);
        meter.call(TableMeter.Operation.PUT_ITEM, 0, 2);
        meter.call(BlobMeter.Operation.PUT, 1);
        meter.call(BlobMeter.Operation.GET, 1);
        meter.call(BlobMeter.Operation.DELETE, 0);

        Cost cost = tariff.of(meter.reading(), 0, 0);

        assertThat(cost.table()).isEqualTo(0.5 + 1.25, EXACTLY);
        assertThat(cost.blobs()).isEqualTo(5.4, EXACTLY);
        assertThat(cost.sum()).isEqualTo(1.75 + 5.4 + 0.2, EXACTLY);
    }

    @Test
    void theMemoryIsThatOfTheFunction() {
        assertThat(Tariff.of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769")).memoryMegabytes())
                .isEqualTo(1769);
        assertThat(Tariff.of(Map.of()).memoryMegabytes()).isEqualTo(512);
        assertThat(Tariff.of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "much")).memoryMegabytes())
                .isEqualTo(512);
    }

    @Test
    void aNumberInALogHasNoMoreThanThreePlaces() {
        assertThat(Cost.rounded(0.20049)).isEqualTo(0.2);
        assertThat(Double.toString(Cost.rounded(0.0006))).isEqualTo("0.001");
    }
}

package io.blindhop.functions.cost;

import io.blindhop.store.s3.blob.BlobMeter;
import java.util.Map;

/**
 * What the work of a function is priced with.
 *
 * @param memoryMegabytes of the function
 */
public record Tariff(PriceTable prices, int memoryMegabytes) {
    /** Of {@code sync}, where nobody chose another ({@code terraform/modules/region}). */
    public static final int MEMORY_MEGABYTES = 512;

    private static final String MEMORY_VARIABLE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
    private static final double MEGABYTES_OF_A_GIGABYTE = 1024;
    private static final double MILLIS_OF_A_SECOND = 1000;
    private static final double BYTES_OF_A_GIGABYTE = 1e9;
    /** Of an answer, that may be streamed for nothing. */
    private static final long STREAMED_FREE = 6_000_000;

    private static final double MICROS = 1e6;

    /** That of the function whose environment this is; outside of Lambda that of a function of the usual memory. */
    public static Tariff of(Map<String, String> environment) {
        String memory = environment.getOrDefault(MEMORY_VARIABLE, "");
        return new Tariff(
                PriceTable.usEast1(), memory.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(memory) : MEMORY_MEGABYTES);
    }

    public double gigabyteSeconds(double millis) {
        return memoryMegabytes / MEGABYTES_OF_A_GIGABYTE * (millis / MILLIS_OF_A_SECOND);
    }

    /** Of one invocation that took so long and sent so many bytes. */
    public Cost of(Usage usage, long millis, long bytesOut) {
        double function = usd(Price.FUNCTION_REQUEST, 1)
                + usd(Price.FUNCTION_GIGABYTE_SECOND, gigabyteSeconds((double) millis))
                + usd(Price.STREAMED_GIGABYTE, gigabytes(Math.max(0, bytesOut - STREAMED_FREE)));
        double puts = (double) usage.of(BlobMeter.Operation.PUT).calls()
                + (double) usage.of(BlobMeter.Operation.LIST).calls();
        TableUse table = usage.ofTable();
        return new Cost(
                MICROS * (usd(Price.READ_UNIT, table.readUnits()) + usd(Price.WRITE_UNIT, table.writeUnits())),
                MICROS
                        * (usd(Price.OBJECT_PUT, puts)
                                + usd(Price.OBJECT_GET, (double)
                                        usage.of(BlobMeter.Operation.GET).calls())),
                MICROS * function,
                MICROS * usd(Price.TRANSFER_GIGABYTE, gigabytes(bytesOut)));
    }

    private static double gigabytes(long bytes) {
        return (double) bytes / BYTES_OF_A_GIGABYTE;
    }

    private double usd(Price what, double count) {
        return prices.usd(what, count);
    }
}

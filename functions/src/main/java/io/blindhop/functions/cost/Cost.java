package io.blindhop.functions.cost;

/**
 * What work costs at list prices, in millionths of a USD: what a million of the same would cost in USD.
 *
 * @param table units of DynamoDB
 * @param blobs requests to S3; removing objects is free
 * @param function the invocation, its time with its memory, and what it streams
 * @param transfer of the answer to the internet, which is not in the sum
 */
public record Cost(double table, double blobs, double function, double transfer) {
    public static final Cost NONE = new Cost(0, 0, 0, 0);

    private static final double THOUSANDTHS = 1e3;

    /** Without transfer. */
    public double sum() {
        return table + blobs + function;
    }

    public Cost plus(Cost other) {
        return new Cost(table + other.table, blobs + other.blobs, function + other.function, transfer + other.transfer);
    }

    public Cost minus(Cost before) {
        return new Cost(
                table - before.table, blobs - before.blobs, function - before.function, transfer - before.transfer);
    }

    /** To a thousandth of a millionth: enough for the cheapest request, and a number that no reader has to round. */
    public static double rounded(double microUsd) {
        return Math.round(microUsd * THOUSANDTHS) / THOUSANDTHS;
    }
}

package io.blindhop.infra.cost;

/**
 * How long a function is taken to run for a request: the one thing here that cannot be counted without an account. The log of
 * a deployment says how long it is there, and {@code ./blindhop cost} takes that.
 *
 * @param requestMillis of any request
 * @param tableCallMillis of one call of DynamoDB; calls are taken to wait for each other
 * @param blobCallMillis of one call of S3
 * @param entryMillis of an entry that is checked or sent
 */
public record FunctionTime(double requestMillis, double tableCallMillis, double blobCallMillis, double entryMillis) {
    /**
     * DynamoDB answers in "single-digit milliseconds" (docs.aws.amazon.com/amazondynamodb, Introduction), of which 5 are the
     * middle; small requests to S3 have a "median latency … in the tens of milliseconds" (docs.aws.amazon.com/whitepapers,
     * s3-optimizing-performance-best-practices, Timeouts and retries), of which 30 are taken; a request and an entry are
     * what {@code ./blindhop bench} took on two cores that its client shared: 1 to 3 ms for a question, 380 ms for 250 entries,
     * three such pushes at a time. A function of 1 GB has little more than half a core.
     */
    public static final FunctionTime ASSUMED = new FunctionTime(5, 5, 30, 1);

    double millis(Count count) {
        return requestMillis * count.requests()
                + tableCallMillis * count.tableCalls()
                + blobCallMillis * (count.blobPuts() + count.blobGets())
                + entryMillis * count.entries();
    }
}

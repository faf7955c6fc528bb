package io.blindhop.infra.cost;

/**
 * How long a function is taken to run for a request: the one thing here that cannot be counted without an account. The log of
 * a deployment says how long it is there, and {@code ./blindhop cost} takes that.
 *
 * @param requestMillis that it works for any request
 * @param tableCallMillis that it waits for one call of DynamoDB; calls are taken to wait for each other, a batch is one
 * @param blobCallMillis that it waits for one call of S3
 * @param entryMillis that it works for an entry that is checked or sent
 */
public record FunctionTime(double requestMillis, double tableCallMillis, double blobCallMillis, double entryMillis) {
    /**
     * DynamoDB answers in "single-digit milliseconds" (docs.aws.amazon.com/amazondynamodb, Introduction), of which 5 are the
     * middle; small requests to S3 have a "median latency … in the tens of milliseconds" (docs.aws.amazon.com/whitepapers,
     * s3-optimizing-performance-best-practices, Timeouts and retries), of which 30 are taken; a request and an entry are
     * what {@code ./blindhop bench} took on two cores that its client shared: 1 to 3 ms for a question, 380 ms for 250 entries,
     * three such pushes at a time. A function of 1 GB has little more than half a core.
     */
    private static final FunctionTime OF_A_GIGABYTE = new FunctionTime(5, 5, 30, 1);

    private static final int GIGABYTE = 1024;

    /** Where nobody has measured it. */
    public static FunctionTime assumed(int megabytes) {
        return OF_A_GIGABYTE.with(GIGABYTE, megabytes);
    }

    /**
     * The same work on another memory. Processor time comes with memory in proportion
     * (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html), so that work takes as much longer as there is less of it;
     * waiting does not.
     */
    public FunctionTime with(int megabytes, int otherMegabytes) {
        double slower = (double) megabytes / otherMegabytes;
        return new FunctionTime(requestMillis * slower, tableCallMillis, blobCallMillis, entryMillis * slower);
    }

    public double millis(Count count) {
        return requestMillis * count.requests()
                + tableCallMillis * count.tableCalls()
                + blobCallMillis * (count.blobPuts() + count.blobGets())
                + entryMillis * count.entries();
    }
}

package io.blindhop.store.dynamo.table;

import java.util.Optional;

/**
 * What DynamoDB bills, in capacity units of an on-demand table in standard transactions-free mode: a read unit is a
 * strong read of up to 4 KB or two eventual ones, a write unit a write of up to 1 KB. Every operation costs at least one
 * step, also when it finds nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read and
 *     write operations</a>
 */
public final class CapacityUnits {
    private static final int READ_STEP = 4096;
    private static final int WRITE_STEP = 1024;

    private CapacityUnits() {}

    /** One item that was read, or the items of one page of a query together; zero bytes if there was none. */
    public static double read(long bytes, Consistency consistency) {
        return steps(bytes, READ_STEP) * (consistency == Consistency.STRONG ? 1.0 : 0.5);
    }

    /**
     * One item that was written, updated or removed, or should have been and its condition failed: the larger of before
     * and after counts.
     */
    public static double write(Optional<Item> before, Optional<Item> after) {
        int larger = Math.max(
                before.map(ItemSize::of).orElse(0), after.map(ItemSize::of).orElse(0));
        return steps(larger, WRITE_STEP);
    }

    private static long steps(long bytes, int step) {
        return Math.max(1, (bytes + step - 1) / step);
    }
}

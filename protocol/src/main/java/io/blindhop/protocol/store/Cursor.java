package io.blindhop.protocol.store;

/**
 * A place between two entries of a store: everything up to and including the entry at {@code receiptOrder} has been seen.
 *
 * <p>Orders are unique within a store, so the id adds nothing, except that an empty one is less than every id (protocol
 * 5.3): then the entry at {@code receiptOrder} itself has not been seen.
 */
public record Cursor(long receiptOrder, String id) {
    /** The greatest order that lies behind the cursor, at least 0. */
    public long seenUpTo() {
        return Math.max(0, id.isEmpty() ? receiptOrder - 1 : receiptOrder);
    }
}

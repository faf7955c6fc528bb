package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Utf8;
import java.util.Objects;

/**
 * A range of one partition, by sort key.
 *
 * @param from inclusive; empty for the beginning of the partition
 * @param to inclusive; a range whose {@code to} sorts before its {@code from} is empty
 * @param ascending order of the answer
 * @param limit at most so many items, at least 1
 */
public record Query(String pk, String from, String to, boolean ascending, int limit, Consistency consistency) {
    /** The last code point: a range that ends with it holds every continuation of what precedes it. */
    public static final String MAX = "\uDBFF\uDFFF";

    /** @throws IllegalArgumentException if the limit is below 1, or a bound is longer than a sort key may be */
    public Query {
        Objects.requireNonNull(pk, "pk");
        Objects.requireNonNull(consistency, "consistency");
        requireBound("from", from);
        requireBound("to", to);
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1: " + limit);
        }
    }

    /** Whether no sort key can be in the range: the answer is known without asking, and DynamoDB refuses to be asked. */
    public boolean isEmpty() {
        return to.isEmpty() || Utf8.ORDER.compare(from, to) > 0;
    }

    /** Everything whose sort key starts with {@code prefix}. */
    public static Query prefix(String pk, String prefix, int limit, Consistency consistency) {
        return new Query(pk, prefix, prefix + MAX, true, limit, consistency);
    }

    /**
     * The rest of an ascending range, beginning after {@code sk}.
     *
     * @throws IllegalStateException if the range is descending
     */
    public Query after(String sk) {
        if (!ascending) {
            throw new IllegalStateException("a descending query has no continuation");
        }
        return new Query(pk, sk + "\u0000", to, true, limit, consistency);
    }

    private static void requireBound(String which, String sk) {
        int bytes = Utf8.length(sk);
        if (bytes > Key.MAX_SK_BYTES) {
            throw new IllegalArgumentException(
                    which + " has " + bytes + " bytes of UTF-8; a sort key has at most " + Key.MAX_SK_BYTES);
        }
    }
}

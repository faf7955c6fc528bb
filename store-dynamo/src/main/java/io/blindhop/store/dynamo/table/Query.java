package io.blindhop.store.dynamo.table;

import java.util.Objects;

/**
 * A range of one partition, by sort key.
 *
 * @param from inclusive
 * @param to inclusive
 * @param ascending order of the answer
 * @param limit at most so many items, at least 1
 */
public record Query(String pk, String from, String to, boolean ascending, int limit, Consistency consistency) {
    /** Sorts after every sort key that the tables use. */
    public static final String MAX = "\uFFFF";

    public Query {
        Objects.requireNonNull(pk, "pk");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(consistency, "consistency");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1: " + limit);
        }
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
}

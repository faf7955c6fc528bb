package io.blindhop.protocol.quota;

/** How much of something a tenant may store. */
public sealed interface Limit {
    /** What the server's configuration says for all tenants. */
    record OfServer() implements Limit {}

    /** As much as there is. */
    record Unlimited() implements Limit {}

    /** No more than this, ever: what is purged still counts. */
    record AtMost(long value) implements Limit {
        /** @throws IllegalArgumentException if the value is negative */
        public AtMost {
            if (value < 0) {
                throw new IllegalArgumentException("a limit is 0 or more, not " + value);
            }
        }
    }

    /** Whether this limit leaves room for so much in all. */
    default boolean allows(long total) {
        return !(this instanceof AtMost(long most)) || total <= most;
    }
}

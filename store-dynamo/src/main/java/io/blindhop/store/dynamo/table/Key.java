package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Utf8;

/**
 * The primary key of an item. Both parts are non-empty; at most 2,048 and 1,024 bytes of UTF-8. Sort keys compare by
 * their UTF-8 bytes.
 */
public record Key(String pk, String sk) {
    public static final int MAX_PK_BYTES = 2048;
    public static final int MAX_SK_BYTES = 1024;

    /** @throws IllegalArgumentException if a part is empty, too long or not well-formed */
    public Key {
        requireWithin("partition key", pk, MAX_PK_BYTES);
        requireWithin("sort key", sk, MAX_SK_BYTES);
    }

    private static void requireWithin(String what, String text, int limit) {
        int bytes = Utf8.length(text);
        if (bytes < 1 || bytes > limit) {
            throw new IllegalArgumentException(
                    "a " + what + " has 1 to " + limit + " bytes of UTF-8; this one has " + bytes);
        }
    }
}

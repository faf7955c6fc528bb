package io.blindhop.store.dynamo.table;

import java.util.Objects;

/**
 * The primary key of an item. Both parts are non-empty; at most 2,048 and 1,024 bytes of UTF-8. Sort keys compare by
 * their UTF-8 bytes.
 */
public record Key(String pk, String sk) {
    public Key {
        Objects.requireNonNull(pk, "pk");
        Objects.requireNonNull(sk, "sk");
    }
}

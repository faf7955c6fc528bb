package io.blindhop.signaling.room;

import io.blindhop.store.dynamo.table.Item;
import java.time.Instant;

/** When rows end. */
final class Expiry {
    static final String EXPIRES = "x";

    private Expiry() {}

    /** In whole seconds since 1970, never before the row's end. */
    static long ttl(Instant end) {
        return end.getEpochSecond() + 1;
    }

    static boolean isOver(Item row, Instant now) {
        return row.requireWhole(EXPIRES) <= now.toEpochMilli();
    }
}

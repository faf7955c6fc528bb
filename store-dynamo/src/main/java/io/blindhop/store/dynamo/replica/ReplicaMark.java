package io.blindhop.store.dynamo.replica;

import io.blindhop.protocol.store.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * How far one store was carried over into another.
 *
 * @param life the epochs of the stores for which the cursor counts: under others everything is looked at again
 * @param cursor behind the last entry that was looked at; empty before the first
 * @param at when there was nothing more to look at
 * @param refused where entries are that were not taken, and may be some day
 */
public record ReplicaMark(
        String life, Optional<Cursor> cursor, Optional<Instant> at, Optional<RefusedEntries> refused) {
    /**
     * Entries that were not taken.
     *
     * @param before in front of the first of them; empty for the beginning
     * @param directory the order of the directory that decided: after another everything is looked at again from there
     * @param since when the first of them was refused
     */
    public record RefusedEntries(Optional<Cursor> before, long directory, Instant since) {}
}

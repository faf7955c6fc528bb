package io.blindhop.store.dynamo.replica;

import io.blindhop.protocol.store.Cursor;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a store was pulled from another node.
 *
 * @param epoch of the other node's store
 * @param cursor behind the last entry that was pulled; empty before the first
 * @param at when there was nothing more to pull
 */
public record PullMark(String epoch, Optional<Cursor> cursor, Optional<Instant> at) {}

package io.blindhop.protocol.compose;

import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import java.util.Optional;

/**
 * What a page of a scan was asked for with.
 *
 * @param seenUpTo order after which the page begins, 0 for the beginning
 */
public record PageRequest(long seenUpTo, int limit, ScanFilter filter) {
    static PageRequest of(Optional<Cursor> after, int limit, ScanFilter filter) {
        return new PageRequest(after.map(Cursor::seenUpTo).orElse(0L), limit, filter);
    }
}

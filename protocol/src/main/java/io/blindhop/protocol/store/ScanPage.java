package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.List;
import java.util.Optional;

/**
 * One page of a scan, in receipt order.
 *
 * <p>{@code next} is the place of the last entry that was <em>examined</em>: a filtered page may be short or empty while
 * {@code hasMore} is true.
 */
public record ScanPage(List<StoredEntry> entries, Optional<Cursor> next, boolean hasMore) {
    public ScanPage {
        entries = List.copyOf(entries);
    }
}

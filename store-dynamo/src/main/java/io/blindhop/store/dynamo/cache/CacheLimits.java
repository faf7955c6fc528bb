package io.blindhop.store.dynamo.cache;

import java.time.Duration;

/** Bounds of the cache, each with what it protects. */
final class CacheLimits {
    /** A page, plans, or the metadata of a document, that does not fit into an item (400 KB) is not kept. */
    static final int ROW_BYTES = 380 * 1024;

    /** Pages and documents that nobody has asked the upstream for again go after this. */
    static final Duration ANSWERS = Duration.ofDays(30);

    /** Entries whose rows are in memory at a time. */
    static final int ROUND = 500;

    /** Payloads that are in memory at a time; never less than one. */
    static final int WINDOW_BYTES = 8 * 1024 * 1024;

    private CacheLimits() {}
}

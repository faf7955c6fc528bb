package io.blindhop.store.dynamo.log;

import java.time.Duration;

/** Bounds of the log, each with what it protects. */
public final class LogLimits {
    /** Records of one block: so many of usual size are under 8 KB, one stale read unit for whoever looks one up. */
    public static final int BLOCK_ENTRIES = 26;

    /**
     * Metadata and payloads of one put that are kept in the row of its commit together: such a row is under 4 KB, which is one
     * read unit for whoever asks for the head of the store, and up to four write units, half the price of an object.
     */
    static final int INLINE_BLOCK_BYTES = 3_600;

    /** What a receipt adds to a record, at most. */
    static final int RECEIPT_BYTES = 128;

    /** A block larger than this goes to an object instead of an item (items end at 400 KB). */
    public static final int BLOCK_ITEM_BYTES = 300 * 1024;

    /** Commits of one read of the log. */
    static final int COMMITS_AT_ONCE = 256;

    /** Whoever finds that much more than this many windows above the index brings it in, whoever should have done so. */
    static final int OVERDUE_WINDOWS = 4;

    /** A request that finds the index gone makes so much of it anew, a step after the other, and leaves the rest. */
    static final int STEPS_IN_REQUEST = 4;

    /** A filtered scan examines at most this many entries for one page. */
    public static final int SCAN_EXAMINES = 10_000;

    /** A put that has not committed by then gives up. */
    public static final Duration PUT_DEADLINE = Duration.ofMinutes(2);

    /** Litter of a put is collected when the put is this old: far longer than any invocation lives. */
    public static final Duration LITTER_GRACE = Duration.ofHours(1);

    private LogLimits() {}
}

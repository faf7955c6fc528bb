package io.blindhop.protocol.automerge;

/**
 * What one document may cost, however small the chunk that asks for it: run lengths and DEFLATE let sixty bytes claim
 * 2<sup>60</sup> operations.
 */
public final class AutomergeLimits {
    /** Operations of one document, over all its chunks; each holds about 60 bytes of memory. */
    public static final int MAX_OPERATIONS = 4_000_000;

    /** Predecessor or successor references of one operation. */
    public static final int MAX_LINKS_PER_OPERATION = 100_000;

    /**
     * Operations and references that are decoded for one document, repetitions included: what bounds its time. An
     * operation that is applied at once is decoded twice.
     */
    public static final long MAX_DECODED = 40_000_000;

    /** Bytes that the deflated parts of one chunk may inflate to. */
    public static final int MAX_INFLATED_BYTES = 64 << 20;

    /** Levels of maps and lists below the root. */
    public static final int MAX_DEPTH = 64;

    /** Columns of one table of a chunk; the format defines fewer than twenty. */
    public static final int MAX_COLUMNS = 64;

    /** Bytes of an actor id; Automerge writes 16. */
    public static final int MAX_ACTOR_BYTES = 64;

    /** Changes that one document chunk may list. */
    public static final int MAX_CHANGES = 1_000_000;

    /** The greatest operation counter: 2<sup>53</sup> - 1, the last integer that is exact in JavaScript. */
    public static final long MAX_COUNTER = (1L << 53) - 1;

    private AutomergeLimits() {}
}

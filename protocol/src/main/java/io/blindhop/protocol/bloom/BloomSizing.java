package io.blindhop.protocol.bloom;

import java.math.BigInteger;

/** How many bits a filter has, and how many of them an id sets. */
public record BloomSizing(long bitCount, int hashCount) {
    private static final double FALSE_POSITIVES = 0.01;
    private static final double LN2 = Math.log(2);
    private static final int MIN_BITS = 64;
    private static final int MAX_HASHES = 16;

    // The largest byte array times eight.
    private static final long MAX_BITS = 8L * (Integer.MAX_VALUE - 8);

    public BloomSizing {
        if (bitCount < 1 || bitCount > MAX_BITS) {
            throw new IllegalArgumentException("a bloom filter has 1 to " + MAX_BITS + " bits, not " + bitCount);
        }
        if (hashCount < 1) {
            throw new IllegalArgumentException("a bloom filter has at least 1 hash, not " + hashCount);
        }
    }

    /**
     * For at most {@code ids} ids, with at most 1.05 % false positives at every size: a prime number of bits, never fewer than
     * {@link #reference}.
     */
    public static BloomSizing forIds(long ids) {
        // A single filter strays from the mean, the more so the smaller it is; this much room keeps six standard
        // deviations of it below the promise, and costs 0.2 % of the bits at a million ids.
        long withRoom = ids + 2 * (long) Math.ceil(Math.sqrt((double) ids)) + 100;
        // With an even number of bits the two hashes correlate through their lowest bits, and 2.5 % are false.
        long bits = BigInteger.valueOf(bitsFor(withRoom)).nextProbablePrime().longValueExact();
        return new BloomSizing(bits, Math.min(MAX_HASHES, hashesFor(bits, withRoom)));
    }

    /** As the reference implementation sizes it. */
    public static BloomSizing reference(long ids) {
        if (ids == 0) {
            return new BloomSizing(MIN_BITS, 2);
        }
        long bits = bitsFor(ids);
        return new BloomSizing(bits, hashesFor(bits, ids));
    }

    int byteCount() {
        return (int) ((bitCount + 7) / 8);
    }

    private static long bitsFor(long ids) {
        return Math.max(MIN_BITS, (long) Math.ceil(-(double) ids * Math.log(FALSE_POSITIVES) / (LN2 * LN2)));
    }

    private static int hashesFor(long bits, long ids) {
        return (int) Math.max(1, Math.round((double) bits / ids * LN2));
    }
}

package io.blindhop.protocol.bloom;

import io.blindhop.protocol.Bytes;

/**
 * A {@code bloom-v1} filter over entry ids (protocol 5.6): never denies an id that was added, and admits at most 1.05 % of
 * the others for as long as no more ids were added than it was sized for. Not thread-safe.
 */
public final class BloomFilter {
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;
    private static final int DJB2_START = 5381;
    private static final int FNV_OF_SALT = fnv1a(FNV_OFFSET, BloomSummary.SALT + ":");

    private final BloomSizing sizing;
    private final byte[] bits;
    private long totalIds;

    private BloomFilter(BloomSizing sizing, byte[] bits, long totalIds) {
        this.sizing = sizing;
        this.bits = bits;
        this.totalIds = totalIds;
    }

    /** An empty filter. */
    public static BloomFilter of(BloomSizing sizing) {
        return new BloomFilter(sizing, new byte[sizing.byteCount()], 0);
    }

    /**
     * A filter that goes on where the summary was taken.
     *
     * @throws IllegalArgumentException if the bitset is not as long as its bit count says
     */
    public static BloomFilter fromSummary(BloomSummary summary) {
        BloomSizing sizing = new BloomSizing(summary.bitCount(), summary.hashCount());
        if (summary.bitset().length() != sizing.byteCount()) {
            throw new IllegalArgumentException("a bloom filter of " + summary.bitCount() + " bits has "
                    + sizing.byteCount() + " bytes, not " + summary.bitset().length());
        }
        return new BloomFilter(sizing, summary.bitset().toArray(), summary.totalIds());
    }

    /** Adds an id that was not added before; each call counts as one of the total. */
    public void add(String id) {
        long hash = firstHash(id);
        long step = secondHash(id);
        for (int i = 0; i < sizing.hashCount(); i++) {
            long bit = (hash + i * step) % sizing.bitCount();
            bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
        }
        totalIds++;
    }

    /** False only if the id was never added. */
    public boolean mightContain(String id) {
        long hash = firstHash(id);
        long step = secondHash(id);
        for (int i = 0; i < sizing.hashCount(); i++) {
            long bit = (hash + i * step) % sizing.bitCount();
            if ((bits[(int) (bit >>> 3)] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    public long totalIds() {
        return totalIds;
    }

    /** The filter as it is now; later additions do not change the summary. */
    public BloomSummary toSummary() {
        return new BloomSummary(totalIds, sizing.bitCount(), sizing.hashCount(), Bytes.copyOf(bits));
    }

    private static long firstHash(String id) {
        return Integer.toUnsignedLong(fnv1a(FNV_OF_SALT, id));
    }

    private static long secondHash(String id) {
        int hash = djb2(djb2(DJB2_START, id), ":" + BloomSummary.SALT);
        return hash == 0 ? 1 : Integer.toUnsignedLong(hash);
    }

    private static int fnv1a(int hash, String text) {
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static int djb2(int hash, String text) {
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 33 + text.charAt(i);
        }
        return hash;
    }
}

package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;

/**
 * A Bloom filter over the hashes of one run: {@value #BITS_PER_ITEM} bits an item, about 0.3 % false positives, each of which
 * costs a read. Made of hashes, so that no id is read to make it.
 */
public final class RunFilter {
    private static final int BITS_PER_ITEM = 12;
    private static final int PROBES = 8;

    private final byte[] bits;
    private final long size;

    private RunFilter(byte[] bits) {
        this.bits = bits;
        this.size = 8L * bits.length;
    }

    /** An empty filter for so many items. */
    static RunFilter of(long items) {
        return new RunFilter(new byte[length(items)]);
    }

    static RunFilter decode(Bytes bytes) {
        return new RunFilter(bytes.toArray());
    }

    /** Bytes of the filter over so many items. */
    static int length(long items) {
        return Math.toIntExact((items * BITS_PER_ITEM + 7) / 8);
    }

    Bytes encode() {
        return Bytes.wrap(bits);
    }

    int bytes() {
        return bits.length;
    }

    void add(EntryHash hash) {
        long at = mixed(hash.document() << 16 ^ hash.id());
        long step = mixed(hash.id() << 16 ^ hash.document()) | 1;
        for (int i = 0; i < PROBES; i++) {
            long bit = Long.remainderUnsigned(at + i * step, size);
            bits[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
        }
    }

    /** False only if the hash was never added. */
    boolean mightContain(EntryHash hash) {
        long at = mixed(hash.document() << 16 ^ hash.id());
        long step = mixed(hash.id() << 16 ^ hash.document()) | 1;
        for (int i = 0; i < PROBES; i++) {
            long bit = Long.remainderUnsigned(at + i * step, size);
            if ((bits[(int) (bit >>> 3)] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

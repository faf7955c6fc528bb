package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of a {@link Run}: items of {@value #ITEM} bytes one after the other, sorted. Six bytes of the document's hash,
 * six of the id's, five of the order, three of how far it is from the beginning of its commit.
 */
public final class Segment {
    /** Bytes of one item. */
    public static final int ITEM = EntryHash.BYTES + 8;

    private static final int HALF = EntryHash.BYTES / 2;
    private static final int ORDER_BYTES = 5;
    private static final int BEHIND_BYTES = 3;

    private final Bytes items;

    /** @throws CorruptStoreException if the bytes are not whole items */
    public Segment(Bytes items) {
        if (items.length() % ITEM != 0) {
            throw new CorruptStoreException("a segment of an index has " + items.length() + " bytes, not whole items");
        }
        this.items = items;
    }

    static Bytes encode(List<RunItem> sorted) {
        byte[] bytes = new byte[sorted.size() * ITEM];
        int at = 0;
        for (RunItem item : sorted) {
            at = put(bytes, at, item.hash().document(), HALF);
            at = put(bytes, at, item.hash().id(), HALF);
            at = put(bytes, at, item.order(), ORDER_BYTES);
            at = put(bytes, at, item.order() - item.first(), BEHIND_BYTES);
        }
        return Bytes.wrap(bytes);
    }

    private static int put(byte[] bytes, int at, long value, int width) {
        if (value < 0 || value >>> (8 * width) != 0) {
            throw new IllegalArgumentException(value + " does not fit into " + width + " bytes of an index");
        }
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
        return at + width;
    }

    public int size() {
        return items.length() / ITEM;
    }

    /** What the segment takes in memory. */
    public int bytes() {
        return items.length();
    }

    public RunItem at(int index) {
        int from = index * ITEM + EntryHash.BYTES;
        long order = number(from, ORDER_BYTES);
        return new RunItem(hash(index), order, order - number(from + ORDER_BYTES, BEHIND_BYTES));
    }

    private EntryHash hash(int index) {
        return new EntryHash(number(index * ITEM, HALF), number(index * ITEM + HALF, HALF));
    }

    private long number(int from, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | (items.at(from + i) & 0xFF);
        }
        return value;
    }

    /** All items between two hashes, both inclusive. */
    public List<RunItem> between(EntryHash from, EntryHash to) {
        List<RunItem> found = new ArrayList<>();
        for (int i = firstAtOrAfter(from); i < size() && hash(i).compareTo(to) <= 0; i++) {
            found.add(at(i));
        }
        return found;
    }

    private int firstAtOrAfter(EntryHash hash) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hash(middle).compareTo(hash) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

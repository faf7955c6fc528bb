package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;

/** Reads what {@link ByteWriter} wrote; anything else is a {@link CorruptStoreException}. */
final class ByteReader {
    private final Bytes source;
    private int position;

    ByteReader(Bytes source) {
        this.source = source;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == source.length();
    }

    void requireEnd() {
        if (!atEnd()) {
            throw new CorruptStoreException("stored metadata has bytes left over at byte " + position);
        }
    }

    int octet() {
        if (position >= source.length()) {
            throw new CorruptStoreException("stored metadata ends at byte " + position);
        }
        return source.at(position++) & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new CorruptStoreException("stored metadata has an overlong number at byte " + position);
    }

    /** A number that is an offset: at least 0. */
    long offset() {
        long value = number();
        if (value < 0) {
            throw new CorruptStoreException("stored metadata has a negative offset at byte " + position);
        }
        return value;
    }

    /** A number that is a length: 0 to 2<sup>31</sup> - 1. */
    int length() {
        long value = number();
        if (value != (int) value || value < 0) {
            throw new CorruptStoreException("stored metadata has a length of " + value + " at byte " + position);
        }
        return (int) value;
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that counts something whose parts take at least one byte each. */
    int count() {
        long count = number();
        if (count < 0 || count > source.length() - position) {
            throw new CorruptStoreException("stored metadata counts " + count + " at byte " + position);
        }
        return (int) count;
    }

    Bytes raw(int length) {
        if (length > source.length() - position) {
            throw new CorruptStoreException("stored metadata ends within " + length + " bytes at " + position);
        }
        Bytes value = source.slice(position, length);
        position += length;
        return value;
    }

    Bytes bytes() {
        return raw(count());
    }

    String text() {
        return CompactText.read(this);
    }
}

package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import java.util.Arrays;

/** Appends to a growing array: unsigned LEB128 numbers, bytes with their length, compact texts. */
final class ByteWriter {
    private byte[] array = new byte[256];
    private int size;

    void octet(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** Small negative numbers stay small. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
    }

    void bytes(Bytes value) {
        number(value.length());
        raw(value.toArray());
    }

    void text(String value) {
        CompactText.write(value, this);
    }

    Bytes toBytes() {
        return Bytes.wrap(Arrays.copyOf(array, size));
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
        }
    }
}

package io.blindhop.protocol.automerge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A position in bytes that may end anywhere. Every read checks what is left before it allocates. */
final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int position;

    private ByteCursor(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    static ByteCursor over(byte[] bytes) {
        return new ByteCursor(bytes, 0, bytes.length);
    }

    /** The same bytes from the same position, read independently. */
    ByteCursor fork() {
        return new ByteCursor(bytes, position, end);
    }

    int remaining() {
        return end - position;
    }

    boolean isEmpty() {
        return position == end;
    }

    int octet() {
        if (position == end) {
            throw new MalformedChunkException("the data ends in the middle of a value");
        }
        return bytes[position++] & 0xff;
    }

    /** An unsigned LEB128 number of at most 64 bits; one of 2^63 and more comes out negative. */
    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedChunkException("an unsigned number has more than 64 bits");
    }

    /** A signed LEB128 number of at most 64 bits. */
    long signed() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            if (shift == 63 && next != 0 && next != 0x7f) {
                break;
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                int bits = shift + 7;
                return bits < 64 && (next & 0x40) != 0 ? value | -1L << bits : value;
            }
        }
        throw new MalformedChunkException("a signed number has more than 64 bits");
    }

    /** An unsigned number that must not exceed the limit. */
    int count(String what, int limit) {
        long count = unsigned();
        if (count < 0 || count > limit) {
            throw new MalformedChunkException(
                    what + " is " + Long.toUnsignedString(count) + ", more than the limit of " + limit);
        }
        return (int) count;
    }

    /** The length of something in bytes, which must all be there. */
    int length(String what) {
        return count(what, remaining());
    }

    ByteCursor take(int length) {
        if (length < 0 || length > remaining()) {
            throw new MalformedChunkException(length + " bytes are announced, " + remaining() + " are left");
        }
        ByteCursor part = new ByteCursor(bytes, position, position + length);
        position += length;
        return part;
    }

    String hex(int length) {
        ByteCursor part = take(length);
        return HexFormat.of().formatHex(bytes, part.position, part.end);
    }

    /** What is left, as text. */
    String utf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, position, remaining()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedChunkException("a text is not UTF-8", e);
        }
    }

    /** What is left, as a fresh array. */
    byte[] toArray() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    /** What is left, for a digest or an inflater, without a copy. */
    ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, position, remaining()).asReadOnlyBuffer();
    }
}

package io.blindhop.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An immutable byte string with value equality.
 *
 * <p>{@link #wrap} takes ownership of the array it is given: the caller must not change it afterwards. Payloads travel
 * from the network to the disk in this type without being copied.
 */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** A view of the whole array; the array is owned by the result from now on. */
    public static Bytes wrap(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    public static Bytes copyOf(byte[] array) {
        return wrap(array.clone());
    }

    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if the text is not RFC 4648 base64 (white space and missing padding are taken) */
    public static Bytes fromBase64(String text) {
        return wrap(LenientBase64.decode(text));
    }

    public static Bytes fromHex(String hex) {
        return wrap(HexFormat.of().parseHex(hex));
    }

    /** A view of part of these bytes, without a copy. */
    public Bytes slice(int from, int count) {
        java.util.Objects.checkFromIndexSize(from, count, length);
        return new Bytes(array, offset + from, count);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public byte at(int index) {
        java.util.Objects.checkIndex(index, length);
        return array[offset + index];
    }

    /** A fresh array that the caller may change. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only buffer over the same bytes, without a copy. */
    public java.nio.ByteBuffer asByteBuffer() {
        return java.nio.ByteBuffer.wrap(array, offset, length).asReadOnlyBuffer();
    }

    public java.io.InputStream asInputStream() {
        return new java.io.ByteArrayInputStream(array, offset, length);
    }

    public void writeTo(java.io.OutputStream out) throws java.io.IOException {
        out.write(array, offset, length);
    }

    public void updateTo(java.security.MessageDigest digest) {
        digest.update(array, offset, length);
    }

    public void updateTo(java.security.Signature signature) throws java.security.SignatureException {
        signature.update(array, offset, length);
    }

    /** Standard base64 with padding, as everywhere on the wire (protocol 1.4). */
    public String toBase64() {
        return new String(Base64.getEncoder().encode(exact()), StandardCharsets.ISO_8859_1);
    }

    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    public String toUtf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    private byte[] exact() {
        return offset == 0 && length == array.length ? array : toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length only: payloads and keys do not belong into logs. */
    @Override
    public String toString() {
        return length + " bytes";
    }
}

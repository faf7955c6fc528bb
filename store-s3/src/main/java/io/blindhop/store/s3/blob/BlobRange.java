package io.blindhop.store.s3.blob;

/** Bytes {@code [offset, offset + length)} of an object. */
public record BlobRange(long offset, int length) {
    /** @throws IllegalArgumentException if a part is negative or the end is not a long */
    public BlobRange {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("not a range of an object: " + length + " bytes from " + offset);
        }
    }

    /** Exclusive. */
    public long end() {
        return offset + length;
    }
}

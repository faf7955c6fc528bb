package io.blindhop.functions.cost;

/** Calls of one kind to the bucket, with the bytes that they moved. */
public record BlobUse(long calls, long bytes) {
    public static final BlobUse NONE = new BlobUse(0, 0);

    BlobUse plus(BlobUse other) {
        return new BlobUse(calls + other.calls, bytes + other.bytes);
    }

    BlobUse minus(BlobUse before) {
        return new BlobUse(calls - before.calls, bytes - before.bytes);
    }
}

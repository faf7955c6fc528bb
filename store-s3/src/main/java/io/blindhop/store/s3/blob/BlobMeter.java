package io.blindhop.store.s3.blob;

/** Is told of every billed call, as S3 bills it. Called from any thread. */
@FunctionalInterface
public interface BlobMeter {
    BlobMeter NONE = (operation, bytes) -> {};

    void call(Operation operation, long bytes);

    /** Tells both. */
    default BlobMeter and(BlobMeter other) {
        return (operation, bytes) -> {
            call(operation, bytes);
            other.call(operation, bytes);
        };
    }

    /** DELETE is free; LIST is billed like PUT. */
    enum Operation {
        PUT,
        GET,
        LIST,
        DELETE
    }
}

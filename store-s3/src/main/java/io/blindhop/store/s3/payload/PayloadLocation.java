package io.blindhop.store.s3.payload;

import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;

/**
 * Where the bytes of a payload are: a range of an object that one put of the same store wrote.
 *
 * @param objectHash SHA-256 of the whole object, 64 lowercase hex digits, the last segment of its name
 * @param offset of the payload's first byte in the object
 * @param length of the payload, bytes
 */
public record PayloadLocation(PutId putId, String objectHash, long offset, int length) {
    /** The full name of the object in the bucket. */
    public String objectName(StoreId store) {
        return prefix(store, putId) + objectHash;
    }

    /** The common beginning of the names of everything that a put wrote. */
    public static String prefix(StoreId store, PutId putId) {
        return store.joined('/') + "/" + putId.hex() + "/";
    }
}

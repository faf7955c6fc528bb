package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.s3.payload.PayloadLocation;

/** Where the bytes of an entry's payload are. */
public sealed interface StoredPayload {
    /** Bytes of the payload. */
    int length();

    /** A range of an object. */
    record InObject(PayloadLocation location) implements StoredPayload {
        @Override
        public int length() {
            return location.length();
        }
    }

    /** Beside the metadata, for want of an object: whoever has read the one has the other. */
    record Inline(Bytes bytes) implements StoredPayload {
        @Override
        public int length() {
            return bytes.length();
        }
    }
}

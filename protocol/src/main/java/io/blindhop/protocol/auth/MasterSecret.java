package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;

/** A secret of the node from which all keys of its logins are derived. Never shown: {@code toString} tells nothing. */
public final class MasterSecret {
    public static final int MIN_BYTES = 32;

    private final Bytes bytes;

    private MasterSecret(Bytes bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if there are fewer than {@value #MIN_BYTES} bytes */
    public static MasterSecret of(Bytes bytes) {
        if (bytes.length() < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "A master secret needs at least " + MIN_BYTES + " random bytes, this one has " + bytes.length());
        }
        return new MasterSecret(bytes);
    }

    byte[] toArray() {
        return bytes.toArray();
    }

    @Override
    public String toString() {
        return "a master secret";
    }
}

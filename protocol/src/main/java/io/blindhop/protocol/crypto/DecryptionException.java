package io.blindhop.protocol.crypto;

/** A ciphertext does not open with this key: the key is another one, or the bytes were changed or cut. */
public final class DecryptionException extends RuntimeException {
    public DecryptionException(String message) {
        super(message);
    }

    public DecryptionException(String message, Throwable cause) {
        super(message, cause);
    }
}

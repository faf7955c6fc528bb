package io.blindhop.protocol.crypto;

/** A key is not what it claims to be. The message says what is wrong and never contains key bytes. */
public final class MalformedKeyException extends IllegalArgumentException {
    public MalformedKeyException(String message) {
        super(message);
    }

    public MalformedKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}

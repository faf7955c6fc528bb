package io.blindhop.protocol.json;

/** A text is not JSON, is nested too deeply, or has a member of the wrong type. */
public final class MalformedJsonException extends IllegalArgumentException {
    public MalformedJsonException(String message) {
        super(message);
    }

    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}

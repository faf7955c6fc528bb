package io.blindhop.protocol.plan;

/** The bytes that were asked for do not lie within the attachment. The message names both. */
public final class InvalidRangeException extends RuntimeException {
    public InvalidRangeException(String message) {
        super(message);
    }
}

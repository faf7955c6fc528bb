package io.blindhop.protocol.automerge;

/**
 * The bytes are not an Automerge chunk that this decoder takes: broken, contradictory, or beyond one of
 * {@link AutomergeLimits}. The message says which.
 */
public final class MalformedChunkException extends RuntimeException {
    public MalformedChunkException(String message) {
        super(message);
    }

    public MalformedChunkException(String message, Throwable cause) {
        super(message, cause);
    }
}

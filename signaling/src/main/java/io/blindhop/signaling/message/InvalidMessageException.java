package io.blindhop.signaling.message;

/** A message of a client that is not carried out; the text says why and may be shown to it. */
public final class InvalidMessageException extends RuntimeException {
    private final ErrorCode code;

    InvalidMessageException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}

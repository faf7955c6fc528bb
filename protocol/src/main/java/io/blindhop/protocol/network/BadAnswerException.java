package io.blindhop.protocol.network;

/** What came is not what the protocol says an answer is. Trying again is not likely to help. */
public final class BadAnswerException extends RemoteException {
    public BadAnswerException(String message) {
        super(message);
    }

    public BadAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.blindhop.protocol.store;

/** The store cannot answer now; nothing is wrong with the request or the data. Answered with 503. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.blindhop.protocol.store;

/** What is stored contradicts itself: a gap in the orders, a payload that is gone or does not hash to its name. */
public final class CorruptStoreException extends RuntimeException {
    public CorruptStoreException(String message) {
        super(message);
    }
}

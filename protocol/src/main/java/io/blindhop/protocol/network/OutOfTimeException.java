package io.blindhop.protocol.network;

/** The time that the caller had is over. Whether the request was carried out is unknown. */
public final class OutOfTimeException extends RemoteException {
    public OutOfTimeException(String message) {
        super(message);
    }

    public OutOfTimeException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.blindhop.protocol.network;

/** The thread was interrupted, and still is. Whether the request was carried out is unknown. */
public final class CallCancelledException extends RemoteException {
    public CallCancelledException(String message) {
        super(message);
    }

    public CallCancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.blindhop.protocol.network;

/** No connection, or it broke before the answer had ended. Whether the request was carried out is unknown. */
public final class RemoteUnreachableException extends RemoteException {
    public RemoteUnreachableException(String message) {
        super(message);
    }

    public RemoteUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}

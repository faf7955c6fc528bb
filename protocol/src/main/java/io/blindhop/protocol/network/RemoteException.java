package io.blindhop.protocol.network;

/** A request to another node was not answered as it should be. Messages name the node and the request, no credentials. */
public abstract sealed class RemoteException extends RuntimeException
        permits RemoteUnreachableException,
                RemoteBusyException,
                RemoteRefusedException,
                BadAnswerException,
                OutOfTimeException,
                CallCancelledException {
    RemoteException(String message) {
        super(message);
    }

    RemoteException(String message, Throwable cause) {
        super(message, cause);
    }
}

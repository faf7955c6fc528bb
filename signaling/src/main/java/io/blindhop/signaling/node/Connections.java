package io.blindhop.signaling.node;

/** The open WebSockets, as the management API of API Gateway offers them. */
public interface Connections {
    /**
     * Sends a text.
     *
     * @param message at most 32 KiB of UTF-8
     * @throws ConnectionGoneException if there is no such connection any more, or its handshake is not complete yet
     * @throws io.blindhop.protocol.store.StoreUnavailableException if that cannot be told now; it may have been sent
     */
    void post(String connectionId, String message) throws ConnectionGoneException;

    /** Closes a connection; to close one that is gone is no error. */
    void close(String connectionId);
}

package io.blindhop.signaling.message;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreKind;

/** What a client says; {@link ClientMessages} reads it. */
public sealed interface ClientMessage {
    /** Once, and first. */
    record Hello(String session) implements ClientMessage {}

    record Join(Room room) implements ClientMessage {}

    record Leave(Room room) implements ClientMessage {}

    /**
     * Something for one peer of a room; none of it means anything to the server.
     *
     * @param to id of a peer
     * @param expires milliseconds since 1970
     * @param signature of the device, over everything
     */
    record Signal(Room room, String to, long seq, SignalKind kind, long expires, String data, String signature)
            implements ClientMessage {}

    /** Asks for the changes of a store. */
    record Subscribe(DatabaseId dbId, StoreKind storeKind) implements ClientMessage {}

    record Ping() implements ClientMessage {}
}

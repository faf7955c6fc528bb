package io.blindhop.signaling;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.signaling.talk.Talk;
import java.util.Optional;

/**
 * Lets the devices of a tenant find each other; {@code docs/signaling.md} is the protocol. What is behind a WebSocket, in
 * AWS or here, calls the same three methods. Keeps nothing between two calls and may be called by many threads at once.
 *
 * <p>{@link io.blindhop.protocol.store.StoreUnavailableException} of the handshake and of changes is for the caller; one of a
 * message is told to the client.
 */
public final class Signaling {
    private final Talk talk;

    public Signaling(SignalingServices services) {
        this.talk = new Talk(services);
    }

    /**
     * A client wants to connect. Nothing is sent to it before it has said something.
     *
     * @param connectionId given by the transport, never told to anybody
     * @param subprotocols the header {@code Sec-WebSocket-Protocol}; empty if there is none
     * @param origin the header {@code Origin}
     * @throws ConnectionRefusedException with the status of the answer, if it is not let in
     */
    public void connect(String connectionId, String subprotocols, Optional<String> origin)
            throws ConnectionRefusedException {
        talk.connect(connectionId, subprotocols, origin);
    }

    /** A client has said something. */
    public void receive(String connectionId, String text) {
        talk.receive(connectionId, text);
    }

    /** A connection is over. */
    public void disconnected(String connectionId) {
        talk.disconnected(connectionId);
    }

    /** Whether a connection has asked to be told of the changes of a store. */
    public boolean isSubscribed(String incarnation, DatabaseId dbId, StoreKind kind) {
        return talk.isSubscribed(incarnation, dbId, kind);
    }

    /** Every connection of a tenant is looked at, as after a change of its directory; nobody is told that a store changed. */
    public void directoryChanged(String incarnation) {
        talk.directoryChanged(incarnation);
    }

    /**
     * A store has come at least as far as {@code head}. May be told late, twice, and once for several changes. After one of
     * the directory every connection of the tenant is looked at: a device that is no longer in force is told and closed.
     */
    public void storeChanged(String incarnation, DatabaseId dbId, StoreKind kind, StoreHead head) {
        talk.storeChanged(incarnation, dbId, kind, head);
    }
}

package io.blindhop.infra.signaling;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.infra.server.WebSockets;
import io.blindhop.signaling.Signaling;

/** Signaling of a node that is one process. */
public final class LocalSignaling implements AutoCloseable {
    private final SocketDoor door;
    private final ChangeDelivery changes;

    private LocalSignaling(SocketDoor door, ChangeDelivery changes) {
        this.door = door;
        this.changes = changes;
    }

    /** @param changes is told of commits by the table of the services */
    public static LocalSignaling start(NodeServices services, ChangeDelivery changes, SocketLimits limits) {
        OpenSockets sockets = new OpenSockets();
        Signaling signaling = NodeSignaling.of(services, sockets, limits.lifetime());
        changes.start(signaling);
        return new LocalSignaling(new SocketDoor(signaling, sockets, limits), changes);
    }

    public WebSockets sockets() {
        return door;
    }

    /** Takes no further messages. */
    public void stop() {
        door.stop();
    }

    @Override
    public void close() {
        changes.close();
    }
}

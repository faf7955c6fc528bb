package io.blindhop.infra.signaling;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.infra.server.WebSockets;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.SignalingServices;

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
        Signaling signaling = new Signaling(new SignalingServices(
                services.storage().table(),
                sockets,
                new DirectoryDevices(services),
                new Tickets(services.secrets(), services.clock(), services.random()),
                services.nonces(),
                services.random(),
                services.clock(),
                limits.lifetime(),
                services.options().corsOrigins()));
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

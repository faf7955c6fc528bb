package io.blindhop.functions.signaling;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import java.time.Duration;
import java.util.Optional;

/** Puts the signaling of a node together, whatever its connections are. */
public final class NodeSignaling {
    private NodeSignaling() {}

    /**
     * Lets in who has a ticket of this node, with the same rules as for requests of sync.
     *
     * @param connections to which it posts
     * @param lifetime of a connection
     */
    public static Signaling of(NodeServices services, Connections connections, Duration lifetime) {
        return of(services, connections, lifetime, Optional.empty());
    }

    /**
     * The same for one process.
     *
     * @param watched gets every store that is subscribed to
     */
    public static Signaling of(
            NodeServices services, Connections connections, Duration lifetime, Optional<SubscribedStores> watched) {
        return new Signaling(new SignalingServices(
                services.storage().table(),
                connections,
                new DirectoryDevices(services, watched),
                new Tickets(services.secrets(), services.clock(), services.random()),
                services.nonces(),
                services.random(),
                services.clock(),
                lifetime,
                services.options().corsOrigins()));
    }
}

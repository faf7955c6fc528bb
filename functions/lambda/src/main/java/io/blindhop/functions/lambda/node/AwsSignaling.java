package io.blindhop.functions.lambda.node;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.signaling.ChangeFeed;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.gateway.WebSocketEvents;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signaling of a deployment. It is put together when it is first needed; if it cannot be (the secrets do not answer, say),
 * the next event tries again.
 */
public final class AwsSignaling {
    private final Connections connections;
    private final Supplier<NodeServices> node;
    private Optional<Together> together = Optional.empty();

    private record Together(Signaling signaling, ChangeFeed changes) {}

    AwsSignaling(Connections connections, Supplier<NodeServices> node) {
        this.connections = connections;
        this.node = node;
    }

    /** For the events of the WebSocket API. */
    public WebSocketEvents events() {
        return new WebSocketEvents(() -> together().signaling(), connections);
    }

    /**
     * For the stream of the table.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be put together now
     */
    public ChangeFeed changes() {
        return together().changes();
    }

    private synchronized Together together() {
        if (together.isEmpty()) {
            NodeServices services = node.get();
            Signaling signaling = NodeSignaling.of(services, connections, SignalingServices.LIFETIME);
            together = Optional.of(new Together(
                    signaling, new ChangeFeed(signaling, services.storage().generation(), services.stores())));
        }
        return together.get();
    }
}

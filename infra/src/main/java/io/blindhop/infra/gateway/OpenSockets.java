package io.blindhop.infra.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of the API. One is here from when its handshake is complete until it is closed; before and after that it
 * is gone.
 */
public final class OpenSockets {
    private final Map<String, GatewaySocket> open = new ConcurrentHashMap<>();

    void opened(GatewaySocket socket) {
        open.put(socket.connection().id(), socket);
    }

    void closed(GatewaySocket socket) {
        open.remove(socket.connection().id());
    }

    Optional<GatewaySocket> find(String connectionId) {
        return Optional.ofNullable(open.get(connectionId));
    }
}

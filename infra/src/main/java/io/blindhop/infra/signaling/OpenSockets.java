package io.blindhop.infra.signaling;

import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The WebSockets of this process. One is here from when its handshake is complete until it is closed; before and after that
 * it is gone. One that does not take what it is sent is closed rather than waited for.
 */
public final class OpenSockets implements Connections {
    static final short GOING_AWAY = 1001;

    private final Map<String, ServerWebSocket> open = new ConcurrentHashMap<>();

    void opened(String connectionId, ServerWebSocket socket) {
        open.put(connectionId, socket);
    }

    void closed(String connectionId) {
        open.remove(connectionId);
    }

    @Override
    public void post(String connectionId, String message) throws ConnectionGoneException {
        ServerWebSocket socket = open.get(connectionId);
        if (socket == null || socket.isClosed()) {
            throw new ConnectionGoneException();
        }
        if (socket.writeQueueFull()) {
            close(connectionId);
            throw new ConnectionGoneException();
        }
        socket.writeTextMessage(message);
    }

    @Override
    public void close(String connectionId) {
        ServerWebSocket socket = open.get(connectionId);
        if (socket != null && !socket.isClosed()) {
            socket.close(GOING_AWAY);
        }
    }
}

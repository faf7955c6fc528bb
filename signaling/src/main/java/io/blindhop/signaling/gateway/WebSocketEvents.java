package io.blindhop.signaling.gateway;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.message.ClientMessages;
import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.ServerMessage.Failure;
import io.blindhop.signaling.message.ServerMessages;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.signaling.talk.Subprotocols;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers the events of a WebSocket API, all of whose routes are one function with proxy integration.
 *
 * <p>The status of {@code $connect} is that of the handshake: 200 with the subprotocol that is spoken, 401 or 403 for who is not
 * let in, 503 if that cannot be told now. Of the others nobody sees the status; what a client is to know is posted to it. No
 * message of a client makes this throw. May be called by many threads at once.
 */
public final class WebSocketEvents {
    private static final System.Logger LOG = System.getLogger(WebSocketEvents.class.getName());

    private static final String DONE = "{\"statusCode\":200}";
    private static final String LET_IN =
            "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"" + Subprotocols.V1 + "\"}}";
    private static final int UNAVAILABLE = 503;

    private final Supplier<Signaling> signaling;
    private final Connections connections;

    /**
     * @param signaling asked for at every event; may be unavailable
     * @param connections those to which it posts
     */
    public WebSocketEvents(Supplier<Signaling> signaling, Connections connections) {
        this.signaling = signaling;
        this.connections = connections;
    }

    /**
     * Does what an event asks for.
     *
     * @param event JSON as API Gateway sends it
     * @return JSON as it wants it
     * @throws io.blindhop.protocol.json.MalformedJsonException if it is no event of a WebSocket API
     */
    public String handle(String event) {
        return switch (SocketEvent.parse(event)) {
            case SocketEvent.Connecting connecting -> connect(connecting);
            case SocketEvent.Text(var id, var text) -> receive(id, text);
            case SocketEvent.Binary(var id) -> {
                post(id, Failure.of(ErrorCode.MALFORMED, "Messages are text, this one was binary"), Optional.empty());
                yield DONE;
            }
            case SocketEvent.Disconnected(var id) -> disconnected(id);
        };
    }

    private String connect(SocketEvent.Connecting client) {
        try {
            signaling.get().connect(client.connectionId(), client.subprotocols(), client.origin());
            return LET_IN;
        } catch (ConnectionRefusedException e) {
            LOG.log(Level.DEBUG, "A WebSocket was refused: {0}", e.getMessage());
            return status(e.status());
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "A WebSocket could not be let in", e);
            return status(UNAVAILABLE);
        }
    }

    private String receive(String id, String text) {
        try {
            signaling.get().receive(id, text);
            return DONE;
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "A message could not be carried out", e);
            Failure failure = Failure.of(ErrorCode.UNAVAILABLE, "The server cannot do this now; try again");
            post(id, failure, ClientMessages.reference(text));
            return status(UNAVAILABLE);
        }
    }

    /** Told once, and perhaps in vain: the rows of the connection end by themselves, or when somebody writes to it. */
    private String disconnected(String id) {
        try {
            signaling.get().disconnected(id);
            return DONE;
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "The end of a connection could not be told", e);
            return status(UNAVAILABLE);
        }
    }

    private void post(String id, Failure failure, Optional<String> re) {
        try {
            connections.post(id, ServerMessages.write(failure, re));
        } catch (ConnectionGoneException e) {
            LOG.log(Level.DEBUG, "A client that was to be told of a failure is gone");
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "A client could not be told that its message failed", e);
        }
    }

    private static String status(int status) {
        return "{\"statusCode\":" + status + "}";
    }
}

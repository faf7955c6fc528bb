package io.blindhop.infra.signaling;

import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.infra.server.WebSockets;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.signaling.talk.Subprotocols;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Lets WebSockets in at {@value SignalingUrl#LOCAL_PATH}, and tells signaling what happens on them. */
public final class SocketDoor implements WebSockets {
    private static final System.Logger LOG = System.getLogger(SocketDoor.class.getName());
    private static final int UNAVAILABLE = 503;

    private final Signaling signaling;
    private final OpenSockets sockets;
    private final SocketLimits limits;
    private volatile boolean stopping;

    /** @param sockets those to which signaling posts */
    public SocketDoor(Signaling signaling, OpenSockets sockets, SocketLimits limits) {
        this.signaling = signaling;
        this.sockets = sockets;
        this.limits = limits;
    }

    @Override
    public int limitBytes() {
        return SocketLimits.FRAME_BYTES;
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        return SignalingUrl.LOCAL_PATH.equals(request.path())
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    @Override
    public void accept(HttpServerRequest request, Executor threads) {
        Context loop = Vertx.currentContext();
        String id = UUID.randomUUID().toString();
        String offered = String.join(",", request.headers().getAll("Sec-WebSocket-Protocol"));
        Optional<String> origin = Optional.ofNullable(request.getHeader("Origin"));
        request.pause();
        threads.execute(() -> {
            int status = admit(id, offered, origin);
            loop.runOnContext(now -> {
                if (status == 0) {
                    open(id, request, threads);
                } else {
                    request.resume();
                    request.response().setStatusCode(status).end();
                }
            });
        });
    }

    /** The server stops: what closes now is not told to peers, which close as well. */
    public void stop() {
        stopping = true;
    }

    /** 0, or the status of a refusal. */
    private int admit(String id, String offered, Optional<String> origin) {
        try {
            signaling.connect(id, offered, origin);
            return 0;
        } catch (ConnectionRefusedException e) {
            LOG.log(Level.DEBUG, "A WebSocket was refused: {0}", e.getMessage());
            return e.status();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A WebSocket could not be let in", e);
            return UNAVAILABLE;
        }
    }

    private void open(String id, HttpServerRequest request, Executor threads) {
        request.response().putHeader("Sec-WebSocket-Protocol", Subprotocols.V1);
        request.toWebSocket()
                .onSuccess(socket -> {
                    sockets.opened(id, socket);
                    new SocketLife(socket, limits)
                            .begin(text -> work(threads, () -> signaling.receive(id, text)), () -> {
                                sockets.closed(id);
                                work(threads, () -> signaling.disconnected(id));
                            });
                })
                .onFailure(broken -> work(threads, () -> signaling.disconnected(id)));
    }

    private void work(Executor threads, Runnable task) {
        if (stopping) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.log(stopping ? Level.DEBUG : Level.WARNING, "What happened on a WebSocket was lost", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The server stops", e);
        }
    }
}

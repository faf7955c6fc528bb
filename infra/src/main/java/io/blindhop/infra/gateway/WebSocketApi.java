package io.blindhop.infra.gateway;

import io.blindhop.infra.server.WebSockets;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/**
 * Takes WebSockets as a WebSocket API does, and tells a function what happens on them: {@code $connect} decides whether a
 * client is let in and with which subprotocol, {@code $default} gets each text, {@code $disconnect} comes when it is over. A
 * function that fails on a message is not called again for it; the client is told {@code Internal server error}.
 */
public final class WebSocketApi implements WebSockets {
    private static final System.Logger LOG = System.getLogger(WebSocketApi.class.getName());
    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";
    private static final int ABNORMAL = 1006;

    private final GatewayOptions options;
    private final OpenSockets sockets;
    private final Integration integration;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final GatewayEvents events;
    private final Optional<SplittableRandom> shuffle;
    private volatile boolean stopping;

    /**
     * @param sockets to which those are added that are let in
     * @param random for ids; unpredictable, for any thread
     */
    public WebSocketApi(
            GatewayOptions options,
            OpenSockets sockets,
            Integration integration,
            InstantSource clock,
            RandomGenerator random) {
        this.options = options;
        this.sockets = sockets;
        this.integration = integration;
        this.clock = clock;
        this.random = random;
        this.events = new GatewayEvents(clock, random);
        this.shuffle =
                options.shuffle().stream().mapToObj(SplittableRandom::new).findFirst();
    }

    @Override
    public int limitBytes() {
        return GatewayOptions.RECEIVED_BYTES;
    }

    @Override
    public boolean takes(HttpServerRequest request) {
        return options.path().equals(request.path()) && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    @Override
    public void accept(HttpServerRequest request, Executor threads) {
        Context loop = Vertx.currentContext();
        GatewayConnection connection = new GatewayConnection(
                GatewayConnection.newId(random),
                header(request, "Host"),
                request.remoteAddress().hostAddress(),
                header(request, "User-Agent"),
                clock.instant());
        String event = events.connect(connection, request.headers());
        request.pause();
        threads.execute(() -> {
            IntegrationAnswer answer = answer(event);
            loop.runOnContext(now -> {
                if (answer.letsIn()) {
                    open(connection, request, answer, threads);
                } else {
                    request.resume();
                    request.response().setStatusCode(answer.status()).end();
                }
            });
        });
    }

    /** The server stops: what closes now is not told, as everything closes. */
    public void stop() {
        stopping = true;
    }

    private IntegrationAnswer answer(String event) {
        try {
            return IntegrationAnswer.parse(integration.invoke(event));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The function failed on a handshake", e);
            return IntegrationAnswer.FAILED;
        }
    }

    private void open(
            GatewayConnection connection, HttpServerRequest request, IntegrationAnswer answer, Executor threads) {
        answer.subprotocol().ifPresent(chosen -> request.response().putHeader(SUBPROTOCOL, chosen));
        request.toWebSocket()
                .onSuccess(socket -> {
                    GatewaySocket opened = new GatewaySocket(connection, socket, () -> cut(request), delivery(), clock);
                    sockets.opened(opened);
                    opened.begin(options, text -> message(opened, text, threads), (status, reason) -> {
                        sockets.closed(opened);
                        end(connection, status, reason, threads);
                    });
                })
                .onFailure(broken -> end(connection, ABNORMAL, "", threads));
    }

    /** Below the server, whose way of closing waits until the client has read everything. */
    private static void cut(HttpServerRequest request) {
        var _ = ((ConnectionBase) request.connection())
                .channel()
                .pipeline()
                .firstContext()
                .close();
    }

    private synchronized Delivery delivery() {
        return shuffle.<Delivery>map(
                        seeds -> new Delivery.Shuffled(Vertx.currentContext().owner(), seeds.split()))
                .orElseGet(Delivery.AtOnce::new);
    }

    private CompletableFuture<Void> message(GatewaySocket socket, String text, Executor threads) {
        return work(threads, () -> {
            try {
                integration.invoke(events.message(socket.connection(), text));
            } catch (IOException | RuntimeException e) {
                LOG.log(level(), "The function failed on a message", e);
                var _ = socket.post(events.failure(socket.connection()));
            }
        });
    }

    private void end(GatewayConnection connection, int status, String reason, Executor threads) {
        var _ = work(threads, () -> {
            try {
                integration.invoke(events.disconnect(connection, status, reason));
            } catch (IOException | RuntimeException e) {
                LOG.log(level(), "The function was not told that a connection is over", e);
            }
        });
    }

    private Level level() {
        return stopping ? Level.DEBUG : Level.WARNING;
    }

    private CompletableFuture<Void> work(Executor threads, Runnable task) {
        if (stopping) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return CompletableFuture.runAsync(task, threads);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The server stops", e);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static String header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name)).orElse("");
    }
}

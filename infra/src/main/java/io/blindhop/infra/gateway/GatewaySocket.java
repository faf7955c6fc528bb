package io.blindhop.infra.gateway;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One WebSocket with the limits of API Gateway.
 *
 * <p>Memory is bounded either way: a client that does not read what it is sent is cut off, one that sends faster than the
 * function answers is not read from.
 */
final class GatewaySocket {
    /** Keeps the connection from looking idle to the server and to what is between; the client need not know. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    /** A client that does not answer a close frame is cut off. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private static final int MOST_UNREAD_BYTES = 256 * 1024;
    private static final int MOST_UNANSWERED = 8;

    private static final short GOING_AWAY = 1001;
    private static final short UNSUPPORTED = 1003;
    private static final short TOO_LARGE = 1009;

    private final GatewayConnection connection;
    private final ServerWebSocket socket;
    private final Runnable cut;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Context loop = Vertx.currentContext();
    private final Vertx vertx = loop.owner();
    private volatile Instant lastActiveAt;
    private long idle;
    private int unanswered;

    /**
     * Made and begun on the socket's event loop.
     *
     * @param cut ends the connection at once, whatever still waits to be sent
     */
    GatewaySocket(
            GatewayConnection connection,
            ServerWebSocket socket,
            Runnable cut,
            Delivery delivery,
            InstantSource clock) {
        this.connection = connection;
        this.socket = socket;
        this.cut = cut;
        this.delivery = delivery;
        this.clock = clock;
        this.lastActiveAt = clock.instant();
    }

    /**
     * @param received takes a message; what it returns ends when the function has answered
     * @param closed takes the status and the reason
     */
    void begin(
            GatewayOptions options, Function<String, CompletionStage<?>> received, BiConsumer<Integer, String> closed) {
        socket.setWriteQueueMaxSize(MOST_UNREAD_BYTES);
        long end = vertx.setTimer(options.lifetime().toMillis(), timer -> close(GOING_AWAY));
        long heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), timer -> socket.writePing(Buffer.buffer()));
        restartIdle(options.idle());
        socket.frameHandler(frame -> cutIfItDoesNotRead());
        socket.textMessageHandler(text -> {
            vertx.cancelTimer(idle);
            restartIdle(options.idle());
            take(text, received);
        });
        socket.binaryMessageHandler(bytes -> close(UNSUPPORTED));
        socket.exceptionHandler(failure -> close(codeOf(failure)));
        socket.closeHandler(gone -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(heartbeat);
            vertx.cancelTimer(idle);
            Short status = socket.closeStatusCode();
            String reason = socket.closeReason();
            closed.accept(status == null ? 1006 : status.intValue(), reason == null ? "" : reason);
        });
    }

    private void restartIdle(Duration after) {
        lastActiveAt = clock.instant();
        idle = vertx.setTimer(after.toMillis(), timer -> close(GOING_AWAY));
    }

    private void take(String text, Function<String, CompletionStage<?>> received) {
        if (++unanswered == MOST_UNANSWERED) {
            socket.pause();
        }
        delivery.pass(() -> {
            var _ = received.apply(text)
                    .whenComplete((answer, failure) -> loop.runOnContext(now -> {
                        if (unanswered-- == MOST_UNANSWERED) {
                            socket.resume();
                        }
                    }));
        });
    }

    /** Sends a text. What comes is false if there is nobody to take it. For any thread. */
    CompletableFuture<Boolean> post(String text) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        loop.runOnContext(now -> {
            // Asked on the event loop, where nobody writes between the question and the answer.
            if (socket.isClosed() || cutIfItDoesNotRead()) {
                taken.complete(false);
                return;
            }
            delivery.pass(() -> {
                if (!socket.isClosed()) {
                    socket.writeTextMessage(text);
                }
            });
            taken.complete(true);
        });
        return taken;
    }

    /** Closes with 1001, after what was posted. For any thread. */
    void close() {
        loop.runOnContext(now -> delivery.last(() -> close(GOING_AWAY)));
    }

    GatewayConnection connection() {
        return connection;
    }

    /** When the client has last sent a message, or was let in. */
    Instant lastActiveAt() {
        return lastActiveAt;
    }

    private void close(short code) {
        if (!socket.isClosed()) {
            socket.close(code);
            vertx.setTimer(GOODBYE.toMillis(), timer -> cut.run());
        }
    }

    /** A close frame would wait behind what is not read. */
    private boolean cutIfItDoesNotRead() {
        if (!socket.isClosed() && socket.writeQueueFull()) {
            cut.run();
            return true;
        }
        return false;
    }

    private static short codeOf(Throwable failure) {
        return failure instanceof CorruptedWebSocketFrameException corrupted
                ? (short) corrupted.closeStatus().code()
                : TOO_LARGE;
    }
}

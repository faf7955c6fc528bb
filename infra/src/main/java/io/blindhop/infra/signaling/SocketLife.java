package io.blindhop.infra.signaling;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.function.Consumer;

/** One WebSocket with the limits of API Gateway. Everything happens on its event loop. */
final class SocketLife {
    /** Keeps the connection from looking idle to the server and to what is between; the client need not know. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private static final int QUEUE_BYTES = 1024 * 1024;
    private static final short UNSUPPORTED = 1003;
    private static final short TOO_LARGE = 1009;

    private final ServerWebSocket socket;
    private final SocketLimits limits;
    private final Vertx vertx = Vertx.currentContext().owner();
    private long idle;

    SocketLife(ServerWebSocket socket, SocketLimits limits) {
        this.socket = socket;
        this.limits = limits;
    }

    void begin(Consumer<String> received, Runnable closed) {
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
        long end = vertx.setTimer(limits.lifetime().toMillis(), timer -> socket.close(OpenSockets.GOING_AWAY));
        long heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), timer -> socket.writePing(Buffer.buffer()));
        idle = idleTimer();
        socket.textMessageHandler(text -> {
            vertx.cancelTimer(idle);
            idle = idleTimer();
            received.accept(text);
        });
        socket.binaryMessageHandler(bytes -> socket.close(UNSUPPORTED));
        socket.exceptionHandler(failure -> socket.close(TOO_LARGE));
        socket.closeHandler(closing -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(heartbeat);
            vertx.cancelTimer(idle);
            closed.run();
        });
    }

    private long idleTimer() {
        return vertx.setTimer(limits.idle().toMillis(), timer -> socket.close(OpenSockets.GOING_AWAY));
    }
}

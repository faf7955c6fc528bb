package io.blindhop.infra.signaling;

import java.time.Duration;

/**
 * What API Gateway lets a WebSocket do.
 *
 * @param idle without a message from the client
 * @param lifetime in all
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas
 *     for WebSocket APIs</a>
 */
public record SocketLimits(Duration idle, Duration lifetime) {
    /** Bytes of a frame. */
    public static final int FRAME_BYTES = 32 * 1024;

    public static final SocketLimits OF_AWS = new SocketLimits(Duration.ofMinutes(10), Duration.ofHours(2));
}

package io.blindhop.infra.gateway;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How the API is run.
 *
 * @param path at which WebSockets are opened
 * @param idle a connection without a message from its client for so long is closed
 * @param lifetime of a connection in all
 * @param shuffle the seed of delays by which messages overtake each other on their way from and to a connection; without one
 *     they mostly keep their order, which the service promises to nobody
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas
 *     for WebSocket APIs</a>
 */
public record GatewayOptions(String path, Duration idle, Duration lifetime, OptionalLong shuffle) {
    /**
     * Bytes of a frame that a client may send; here of a message too. The service takes 128 KiB in several frames, which a
     * browser cannot choose to send.
     */
    public static final int RECEIVED_BYTES = 32 * 1024;

    /** Bytes of a message that may be posted; it is sent in frames of 32 KiB. */
    public static final int POSTED_BYTES = 128 * 1024;

    /** What API Gateway has, and nobody can change there. */
    public static final Duration IDLE_OF_AWS = Duration.ofMinutes(10);

    public static final Duration LIFETIME_OF_AWS = Duration.ofHours(2);

    public GatewayOptions {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("The path must begin with a slash, not " + path);
        }
        if (!idle.isPositive() || !lifetime.isPositive()) {
            throw new IllegalArgumentException("Idle time and lifetime must be positive: " + idle + ", " + lifetime);
        }
    }

    public static GatewayOptions ofAws(String path) {
        return new GatewayOptions(path, IDLE_OF_AWS, LIFETIME_OF_AWS, OptionalLong.empty());
    }

    public GatewayOptions withLifetimes(Duration whenIdle, Duration inAll) {
        return new GatewayOptions(path, whenIdle, inAll, shuffle);
    }

    public GatewayOptions shuffled(long seed) {
        return new GatewayOptions(path, idle, lifetime, OptionalLong.of(seed));
    }
}

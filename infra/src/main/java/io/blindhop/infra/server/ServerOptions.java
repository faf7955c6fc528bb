package io.blindhop.infra.server;

import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param port 0 for any free port
 * @param bodyLimitBytes a longer body is handed over cut to one byte more than this
 * @param drainLimitBytes how much of a too long body is read and thrown away so that the client gets to its answer
 * @param idleTimeout a connection on which nothing moves for so long is closed; at least a second
 * @param stopTimeout how long running requests may take to finish when the server stops
 */
public record ServerOptions(
        String host, int port, int bodyLimitBytes, long drainLimitBytes, Duration idleTimeout, Duration stopTimeout) {

    public ServerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The port must be from 0 to 65535, not " + port);
        }
        if (bodyLimitBytes < 1) {
            throw new IllegalArgumentException("The body limit must be at least 1 byte, not " + bodyLimitBytes);
        }
        if (idleTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException("The idle timeout must be at least a second, not " + idleTimeout);
        }
    }

    /** Drains 64 MiB, 120 s idle (clients wait that long for an answer), 10 s to stop. */
    public static ServerOptions of(String host, int port, int bodyLimitBytes) {
        return new ServerOptions(
                host, port, bodyLimitBytes, 64L << 20, Duration.ofSeconds(120), Duration.ofSeconds(10));
    }
}

package io.blindhop.infra.bench;

/**
 * How much the benchmark of signaling does.
 *
 * @param connections open at once
 * @param rooms over which they are spread, each connection in one
 * @param messages signals, and pings after them
 * @param workers messages under way at once
 */
public record SignalingOptions(int connections, int rooms, int messages, int workers) {
    /** Of a room; see docs/signaling.md. */
    static final int MOST_PEERS = 32;

    /** @throws IllegalArgumentException that names the option */
    public SignalingOptions {
        require("connections", connections, 2, 10_000);
        require("rooms", rooms, 1, connections / 2);
        require("messages", messages, 1, 10_000_000);
        require("workers", workers, 1, 1_000);
        if ((connections + rooms - 1) / rooms > MOST_PEERS) {
            throw new IllegalArgumentException("A room takes " + MOST_PEERS + " peers: " + connections
                    + " connections need --rooms of at least " + (connections + MOST_PEERS - 1) / MOST_PEERS);
        }
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "--" + name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}

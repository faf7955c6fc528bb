package io.blindhop.signaling.room;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Counts the messages of a connection over all processes: one write for a message that is let through, none for others. */
public final class MessageRate {
    public static final int MESSAGES = 240;
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int ROUNDS = 10;
    private static final Duration CROWDED = Duration.ofSeconds(1);
    /** The count of a window lies below the number of the window, so that one number only ever grows. */
    private static final int COUNT_BITS = 16;

    private final ConnectionRows rows;
    private final InstantSource clock;

    public MessageRate(ConnectionRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Counts a message; how long to wait if there were too many. One that cannot be counted is one too many. */
    public Optional<Duration> count(LiveConnection connection) {
        long counted = connection.counted();
        for (int round = 0; round < ROUNDS; round++) {
            long now = clock.millis();
            // The window of the process whose clock is ahead counts for all.
            long window = Math.max(now / WINDOW.toMillis(), counted >> COUNT_BITS);
            long next = Math.max(counted, window << COUNT_BITS) + 1;
            if (next - (window << COUNT_BITS) > MESSAGES) {
                return Optional.of(Duration.ofMillis((window + 1) * WINDOW.toMillis() - now));
            }
            if (rows.count(connection.id(), next)) {
                return Optional.empty();
            }
            Optional<LiveConnection> again = rows.find(connection.id());
            if (again.isEmpty()) {
                break;
            }
            counted = again.get().counted();
        }
        return Optional.of(CROWDED);
    }
}

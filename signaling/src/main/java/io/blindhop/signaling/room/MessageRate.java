package io.blindhop.signaling.room;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Counts the messages of a connection over all processes: one write for a message that is let through, none for others. */
public final class MessageRate {
    public static final int MESSAGES = 240;
    public static final Duration WINDOW = Duration.ofSeconds(10);

    /** Who enters a full room sends an offer to each of the others at once, and then candidates. */
    static final int ROUNDS = 64;

    /** The count of a window lies below the number of the window, so that one number only ever grows. */
    private static final int COUNT_BITS = 16;

    private final ConnectionRows rows;
    private final InstantSource clock;

    public MessageRate(ConnectionRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Counts a message; how long to wait if there were too many.
     *
     * @throws StoreUnavailableException if it was overtaken by {@value #ROUNDS} others: each of them costs a write, and that is
     *     enough of them
     */
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
                throw new StoreUnavailableException("The connection has ended");
            }
            counted = again.get().counted();
        }
        throw new StoreUnavailableException(
                "A message could not be counted: " + ROUNDS + " others of its connection were, meanwhile");
    }
}

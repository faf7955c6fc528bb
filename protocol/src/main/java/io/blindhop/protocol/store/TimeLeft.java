package io.blindhop.protocol.store;

import java.time.Duration;

/**
 * How long whoever is at work may still be. A function that runs out of time is killed without an answer, so nothing that
 * waits or asks a service may go on for longer than this, less what the answer itself takes.
 *
 * <p>Asked from any thread, and anew before every wait and every call.
 */
@FunctionalInterface
public interface TimeLeft {
    /** For a server that nobody kills, and for tests. */
    TimeLeft UNLIMITED = () -> Duration.ofDays(365);

    /** Zero or negative if there is none. */
    Duration left();
}

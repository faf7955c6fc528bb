package io.blindhop.functions.lambda.runtime;

import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long the invocation that is being answered may go on. A copy of a function answers one at a time, so there is one of
 * these for all of it. Wall-clock time counts: a frozen copy has no other.
 */
public final class InvocationDeadline implements TimeLeft {
    /** Kept for saying that the time is over. */
    static final Duration RESERVE = Duration.ofMillis(500);

    private final InstantSource clock;
    private volatile Instant end = Instant.MAX;

    public InvocationDeadline(InstantSource clock) {
        this.clock = clock;
    }

    /** @param deadline when the platform ends the process */
    public void begin(Instant deadline) {
        end = deadline.minus(RESERVE);
    }

    /** Less than zero when the time is over; a day when nothing is being answered. */
    @Override
    public Duration left() {
        return end.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(clock.instant(), end);
    }
}

package io.blindhop.infra.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock, and what it was moved on. */
final class MovableClock extends Clock {
    private final Clock clock;
    private volatile Duration ahead;

    MovableClock(Clock clock, Duration ahead) {
        this.clock = clock;
        this.ahead = ahead;
    }

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(clock.withZone(zone), ahead);
    }
}

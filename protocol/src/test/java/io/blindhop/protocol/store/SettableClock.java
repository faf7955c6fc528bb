package io.blindhop.protocol.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told the time, which may be an earlier one. For any thread. */
public final class SettableClock extends Clock {
    private final AtomicLong millis;

    public SettableClock(long millis) {
        this.millis = new AtomicLong(millis);
    }

    public void set(long newMillis) {
        millis.set(newMillis);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test needs no other zone");
    }
}

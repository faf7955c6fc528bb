package io.blindhop.infra.aws.fault;

import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.s3.calls.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Time left that passes only by waiting, and without anybody having to wait. */
public final class TimeOnTheClock implements TimeLeft {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private Duration left;

    public TimeOnTheClock(Duration left) {
        this.left = left;
    }

    /** A new invocation. */
    public synchronized void reset(Duration now) {
        left = now;
        waits.clear();
    }

    @Override
    public synchronized Duration left() {
        return left;
    }

    private synchronized void pass(Duration time) {
        left = left.minus(time);
        waits.add(time);
    }

    /** Every wait since the invocation began. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    public Backoff backoff(RandomGenerator random) {
        return Backoff.standard(this, random, this::pass);
    }
}

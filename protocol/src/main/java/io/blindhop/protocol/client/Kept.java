package io.blindhop.protocol.client;

import io.blindhop.protocol.network.CallCancelledException;
import io.blindhop.protocol.network.OutOfTimeException;
import io.blindhop.protocol.store.TimeLeft;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Something that was asked for once and holds for a while. Of those who need it at once, one asks. For any thread. */
final class Kept<T> {
    /** @param until when it has to be asked for again */
    record Dated<T>(T value, Instant until) {}

    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Optional<Dated<T>> kept = Optional.empty();

    Kept(InstantSource clock) {
        this.clock = clock;
    }

    T get(TimeLeft timeLeft, Supplier<Dated<T>> ask) {
        return valid().orElseGet(() -> asked(timeLeft, Optional.empty(), ask));
    }

    /** Asks again, unless somebody else has done so since {@code stale} was kept. */
    T instead(T stale, TimeLeft timeLeft, Supplier<Dated<T>> ask) {
        return asked(timeLeft, Optional.of(stale), ask);
    }

    private T asked(TimeLeft timeLeft, Optional<T> stale, Supplier<Dated<T>> ask) {
        try {
            if (!asking.tryLock(Math.max(0, timeLeft.left().toNanos()), TimeUnit.NANOSECONDS)) {
                throw new OutOfTimeException("the time was over before another request had logged in or negotiated");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallCancelledException("interrupted while another request logged in or negotiated", e);
        }
        try {
            Optional<T> current = valid().filter(value -> stale.isEmpty() || !value.equals(stale.get()));
            if (current.isPresent()) {
                return current.get();
            }
            Dated<T> fresh = ask.get();
            kept = Optional.of(fresh);
            return fresh.value();
        } finally {
            asking.unlock();
        }
    }

    private Optional<T> valid() {
        return kept.filter(dated -> clock.instant().isBefore(dated.until())).map(Dated::value);
    }
}

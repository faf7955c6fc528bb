package io.blindhop.infra.bench;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.observe.RequestReport;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Knows whether all requests have been reported: a client may have the whole answer a moment before. To be told last. */
final class Watch implements RequestObserver {
    private static final long PAUSE_NANOS = 100_000;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    HttpHandler around(HttpHandler next) {
        return request -> {
            begun.incrementAndGet();
            return next.handle(request);
        };
    }

    @Override
    public void ended(RequestReport report) {
        ended.incrementAndGet();
    }

    /** Returns when every request that has begun is reported. */
    void awaitEnds() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (ended.get() < begun.get()) {
            if (System.nanoTime() > end) {
                throw new BenchFailedException(begun.get() - ended.get() + " requests do not end");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}

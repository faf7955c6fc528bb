package io.blindhop.protocol.compose;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Which entries of one store are being fetched now, so that requests at the same time fetch each of them once. */
public final class Flights {
    /** Whoever fetches may be held up by a slow upstream. After so long the others fetch for themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, CountDownLatch> landing = new ConcurrentHashMap<>();

    /** Takes on those ids that nobody else is fetching. */
    Claim claim(Collection<String> ids) {
        CountDownLatch landed = new CountDownLatch(1);
        Set<String> own = new LinkedHashSet<>();
        Map<String, CountDownLatch> others = new HashMap<>();
        for (String id : new LinkedHashSet<>(ids)) {
            CountDownLatch first = landing.putIfAbsent(id, landed);
            if (first == null) {
                own.add(id);
            } else {
                others.put(id, first);
            }
        }
        return new Claim(own, others, landed);
    }

    /** What one request fetches for all. */
    final class Claim implements AutoCloseable {
        private final Set<String> own;
        private final Map<String, CountDownLatch> others;
        private final CountDownLatch landed;

        private Claim(Set<String> own, Map<String, CountDownLatch> others, CountDownLatch landed) {
            this.own = own;
            this.others = others;
            this.landed = landed;
        }

        Set<String> own() {
            return own;
        }

        /**
         * Waits for those of the ids that others are fetching, which may fail. Call it after {@link #close}: they may wait
         * for this.
         */
        void await(Set<String> ids) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            try {
                for (String id : ids) {
                    CountDownLatch other = others.getOrDefault(id, landed);
                    if (!other.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The own ids are fetched, or never will be. */
        @Override
        public void close() {
            own.forEach(id -> landing.remove(id, landed));
            landed.countDown();
        }
    }
}

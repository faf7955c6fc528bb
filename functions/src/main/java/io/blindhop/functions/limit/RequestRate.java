package io.blindhop.functions.limit;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One limit of this process: so many requests a minute for each key.
 *
 * <p>Remembers {@link #MOST_KEYS} keys, which is some megabytes; beyond that the one that was not heard of for longest is
 * forgotten, and may begin again. For any thread.
 */
final class RequestRate {
    static final int MOST_KEYS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String what;
    private final int perMinute;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /** @param perMinute 0 for no limit */
    RequestRate(String what, int perMinute, InstantSource clock) {
        this.what = what;
        this.perMinute = perMinute;
        this.time = new ClockMeter(clock);
    }

    /** @throws HttpError 429 if the key has used up its minute */
    void require(String... key) {
        if (perMinute == 0) {
            return;
        }
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw TooManyRequests.refusal(
                    what,
                    perMinute,
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    Duration.ofNanos(probe.getNanosToWaitForReset()));
        }
    }

    int keys() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket bucket(String... key) {
        // By hash: what a caller sends must not decide how much is kept.
        String hash = ContentHash.of(Bytes.utf8(String.join("\n", key)));
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    hash,
                    unknown -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

package io.blindhop.functions.limit;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpError;
import java.time.Duration;

/** The answer to somebody who has to wait (protocol 2.5): clients pause for {@code Retry-After} and try again. */
final class TooManyRequests {
    private TooManyRequests() {}

    /**
     * A refusal.
     *
     * @param what "sync requests", for example
     * @param retryAfter until one more is let through
     * @param reset until the whole limit is there again
     */
    static HttpError refusal(String what, int perMinute, Duration retryAfter, Duration reset) {
        long seconds = seconds(retryAfter);
        return new HttpError(
                429,
                "Too many " + what + ": at most " + perMinute + " a minute, try again in " + seconds + " s",
                Headers.of("Retry-After", Long.toString(seconds))
                        .with("RateLimit-Policy", perMinute + ";w=60")
                        .with("RateLimit-Limit", Integer.toString(perMinute))
                        .with("RateLimit-Remaining", "0")
                        .with("RateLimit-Reset", Long.toString(seconds(reset))));
    }

    /** Rounded up, at least one: whoever comes back then is let through. */
    private static long seconds(Duration time) {
        return Math.max(1, time.plusSeconds(1).minusNanos(1).toSeconds());
    }
}

package io.blindhop.functions.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.store.SettableClock;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private static final long START = 1_795_341_792_000L;

    private final SettableClock clock = new SettableClock(START);

    @Test
    void aMinutesWorthPassesAtOnceAndTheNextOneIsToldWhenToComeBack() {
        RequestRate rate = new RequestRate("things", 6, clock);
        for (int i = 0; i < 6; i++) {
            rate.require("a");
        }

        assertThatThrownBy(() -> rate.require("a")).isInstanceOfSatisfying(HttpError.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(429);
            assertThat(refusal).hasMessage("Too many things: at most 6 a minute, try again in 10 s");
            assertThat(refusal.headers().first("Retry-After")).contains("10");
            assertThat(refusal.headers().first("RateLimit-Policy")).contains("6;w=60");
            assertThat(refusal.headers().first("RateLimit-Limit")).contains("6");
            assertThat(refusal.headers().first("RateLimit-Remaining")).contains("0");
            assertThat(refusal.headers().first("RateLimit-Reset")).contains("60");
        });
        rate.require("b");
    }

    @Test
    void whoComesBackWhenToldIsLetThroughAndBeforeThatIsNot() {
        RequestRate rate = new RequestRate("things", 6, clock);
        for (int i = 0; i < 6; i++) {
            rate.require("a");
        }

        clock.set(START + 9_999);
        assertRefused(rate, "a", "1");
        clock.set(START + 10_000);
        rate.require("a");
        assertRefused(rate, "a", "10");
    }

    @Test
    void zeroIsNoLimit() {
        RequestRate rate = new RequestRate("things", 0, clock);

        for (int i = 0; i < 10_000; i++) {
            rate.require("a");
        }
        assertThat(rate.keys()).isZero();
    }

    @Test
    void keysWithoutEndFillNoMemoryAndTheOneNotHeardOfForLongestBeginsAgain() {
        RequestRate rate = new RequestRate("things", 1, clock);
        rate.require("forgotten");
        rate.require("kept");
        for (int i = 0; i < RequestRate.MOST_KEYS - 2; i++) {
            rate.require("key " + i);
        }
        assertRefused(rate, "kept", "60");

        rate.require("one more");

        assertThat(rate.keys()).isEqualTo(RequestRate.MOST_KEYS);
        assertRefused(rate, "kept", "60");
        assertThatCode(() -> rate.require("forgotten")).doesNotThrowAnyException();
        assertThat(rate.keys()).isEqualTo(RequestRate.MOST_KEYS);
    }

    private static void assertRefused(RequestRate rate, String key, String retryAfter) {
        assertThatThrownBy(() -> rate.require(key))
                .isInstanceOfSatisfying(
                        HttpError.class,
                        refusal -> assertThat(refusal.headers().first("Retry-After"))
                                .contains(retryAfter));
    }
}

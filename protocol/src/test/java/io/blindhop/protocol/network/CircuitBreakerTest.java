package io.blindhop.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.TimeLeft;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock(1_800_000_000_000L);
    private final Remote remote = new Remote();
    private final CircuitBreaker breaker = new CircuitBreaker(remote, PAUSE, clock);

    /** A node that is there or is not, and counts who asks. */
    private static final class Remote implements NetworkTransport {
        private boolean there;
        private int asked;

        @Override
        public Answer send(Request request, TimeLeft timeLeft) {
            asked++;
            if (!there) {
                throw new RemoteUnreachableException("nobody is there");
            }
            return new Answer(500, name -> Optional.empty(), InputStream.nullInputStream());
        }

        @Override
        public String remote() {
            return "http://origin.test";
        }

        @Override
        public void close() {}
    }

    private void ask() {
        breaker.send(Request.get("/health"), TimeLeft.UNLIMITED);
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(this::ask).isInstanceOf(RemoteUnreachableException.class);
        }
    }

    private void pass(Duration time) {
        clock.set(clock.millis() + time.toMillis());
    }

    @Test
    void afterThreeFailuresInARowTheNodeIsLeftAlone() {
        fails(5);

        assertThat(remote.asked).isEqualTo(3);
        assertThatThrownBy(this::ask).hasMessageContaining("left alone");
    }

    @Test
    void anAnswerOfWhateverStatusBetweenFailuresEndsTheRow() {
        fails(2);
        remote.there = true;
        ask();
        remote.there = false;

        fails(3);

        assertThat(remote.asked).isEqualTo(6);
    }

    @Test
    void afterThePauseOneRequestTriesAndDecidesForTheOthers() {
        fails(3);
        pass(PAUSE);

        fails(2);
        assertThat(remote.asked).as("one try, which failed").isEqualTo(4);
        pass(PAUSE);
        remote.there = true;
        ask();
        ask();

        assertThat(remote.asked).isEqualTo(6);
    }
}

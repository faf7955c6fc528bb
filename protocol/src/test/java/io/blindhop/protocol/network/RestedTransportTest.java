package io.blindhop.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.TimeLeft;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestedTransportTest {
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Request REQUEST = Request.get("/health");

    private final List<Opened> opened = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Duration each = Duration.ZERO;
    private final RestedTransport transport = new RestedTransport(this::open, REST, () -> now);

    private final class Opened implements NetworkTransport {
        private int requests;
        private boolean closed;

        @Override
        public Answer send(Request request, TimeLeft timeLeft) {
            requests++;
            now = now.plus(each);
            if (each.isPositive()) {
                throw new RemoteUnreachableException("silence");
            }
            return new Answer(200, name -> Optional.empty(), InputStream.nullInputStream());
        }

        @Override
        public String remote() {
            return "http://origin.example";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private NetworkTransport open() {
        Opened one = new Opened();
        opened.add(one);
        return one;
    }

    private void send() {
        transport.send(REQUEST, TimeLeft.UNLIMITED).close();
    }

    @Test
    void whileItIsUsedItsConnectionsAreKept() {
        for (int request = 0; request < 5; request++) {
            send();
            now = now.plus(REST);
        }

        assertThat(opened).singleElement().matches(one -> one.requests == 5);
    }

    @Test
    void afterARestItBeginsAnewAndLeavesAloneWhatMayStillBeRead() {
        send();
        now = now.plus(REST).plusMillis(1);
        send();

        assertThat(opened).hasSize(2).allMatch(one -> one.requests == 1 && !one.closed);
        assertThat(transport.remote()).isEqualTo("http://origin.example");
        transport.close();
        assertThat(opened.getLast().closed).isTrue();
    }

    @Test
    void aLongWaitForAnAnswerIsNoRest() {
        each = REST.plusSeconds(1);
        for (int request = 0; request < 2; request++) {
            assertThatThrownBy(this::send).isInstanceOf(RemoteUnreachableException.class);
        }

        assertThat(opened).hasSize(1);
    }
}

package io.blindhop.functions.hop;

import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.io.FilterInputStream;
import java.io.InputStream;

/** A link that fails in the ways in which links fail. */
final class FlakyTransport implements NetworkTransport {
    private static final int SHORT = 700;

    /** What is wrong with a link. */
    enum State {
        WHOLE,
        /** No request arrives. */
        CUT,
        /** Requests are carried out, and no answer comes back. */
        DEAF,
        /** Answers end after {@value #SHORT} bytes. */
        TORN
    }

    private final NetworkTransport transport;
    private volatile State state = State.WHOLE;

    FlakyTransport(NetworkTransport transport) {
        this.transport = transport;
    }

    void become(State next) {
        state = next;
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        State now = state;
        if (now == State.CUT) {
            throw new RemoteUnreachableException(remote() + " is out of reach");
        }
        Answer answer = transport.send(request, timeLeft);
        return switch (now) {
            case DEAF -> {
                answer.close();
                throw new RemoteUnreachableException(remote() + " did not answer");
            }
            case TORN -> new Answer(answer.status(), answer::header, new TornBody(answer.body()));
            case WHOLE, CUT -> answer;
        };
    }

    @Override
    public String remote() {
        return transport.remote();
    }

    @Override
    public void close() {
        transport.close();
    }

    private static final class TornBody extends FilterInputStream {
        private int left = SHORT;

        TornBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws java.io.IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws java.io.IOException {
            if (left == 0) {
                throw new RemoteUnreachableException("the answer was cut off after " + SHORT + " bytes");
            }
            int read = super.read(bytes, offset, Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}

package io.blindhop.functions.hop;

import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Remembers whether the other node has answered lately. */
final class AnswerWatch implements NetworkTransport {
    private static final Duration LATELY = Duration.ofSeconds(5);

    private final NetworkTransport transport;
    private final InstantSource clock;
    private volatile Instant answered = Instant.MIN;

    AnswerWatch(NetworkTransport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
    }

    boolean hasAnswered() {
        return clock.instant().minus(LATELY).isBefore(answered);
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        try {
            Answer answer = transport.send(request, timeLeft);
            answered = clock.instant();
            return answer;
        } catch (RemoteException e) {
            answered = Instant.MIN;
            throw e;
        }
    }

    @Override
    public String remote() {
        return transport.remote();
    }

    @Override
    public void close() {
        transport.close();
    }
}

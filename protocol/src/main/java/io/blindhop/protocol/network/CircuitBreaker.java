package io.blindhop.protocol.network;

import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A way to a node that is not tried for a while after it has failed several times in a row: whoever asks then is told at once
 * instead of after a timeout. One request is let through when the while is over; whether it is answered decides.
 */
public final class CircuitBreaker implements NetworkTransport {
    private static final int FAILURES = 3;

    private final NetworkTransport transport;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    /** @param pause for how long nothing is tried after {@value #FAILURES} failures */
    public CircuitBreaker(NetworkTransport transport, Duration pause, InstantSource clock) {
        this.transport = transport;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        enter();
        try {
            Answer answer = transport.send(request, timeLeft);
            answered();
            return answer;
        } catch (RemoteUnreachableException | OutOfTimeException e) {
            failed();
            throw e;
        }
    }

    private synchronized void enter() {
        Instant now = clock.instant();
        if (failures < FAILURES) {
            return;
        }
        if (now.isBefore(closedUntil)) {
            throw new RemoteUnreachableException(transport.remote() + " has not answered " + failures
                    + " times in a row and is left alone until " + closedUntil);
        }
        // This request tries; those beside it do not.
        closedUntil = now.plus(pause);
    }

    private synchronized void answered() {
        failures = 0;
    }

    private synchronized void failed() {
        failures++;
        closedUntil = clock.instant().plus(pause);
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

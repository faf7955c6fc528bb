package io.blindhop.protocol.network;

import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A way to a node that begins anew after a rest. A process that was frozen does not learn that the other side has closed the
 * connections it keeps, and would lose its next request on one of them; wall-clock time is the only sign it has.
 */
public final class RestedTransport implements NetworkTransport {
    private final Supplier<NetworkTransport> open;
    private final Duration rest;
    private final InstantSource clock;
    private NetworkTransport current;
    private Instant used;

    /**
     * @param open another way to the same node
     * @param rest after which connections are not trusted; shorter than that for which the node keeps them
     */
    public RestedTransport(Supplier<NetworkTransport> open, Duration rest, InstantSource clock) {
        this.open = open;
        this.rest = rest;
        this.clock = clock;
        this.current = open.get();
        this.used = clock.instant();
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        try {
            return awake().send(request, timeLeft);
        } finally {
            use();
        }
    }

    private synchronized NetworkTransport awake() {
        if (clock.instant().isAfter(used.plus(rest))) {
            // The other one is left alone and not closed: somebody may still be reading an answer from it.
            current = open.get();
        }
        use();
        return current;
    }

    private synchronized void use() {
        used = clock.instant();
    }

    @Override
    public synchronized String remote() {
        return current.remote();
    }

    @Override
    public synchronized void close() {
        current.close();
    }
}

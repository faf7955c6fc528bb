package io.blindhop.protocol.client;

import io.blindhop.protocol.network.RemoteException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.wire.Feed;
import java.io.IOException;

/**
 * Stands between an answer that arrives and whoever takes its elements: a failure of theirs is kept apart from one of the
 * answer, and what they have taken is not given to them a second time by another try.
 */
final class GuardedSink<T> implements Feed.Sink<T> {
    private final Feed.Sink<? super T> taker;
    private boolean hasTaken;

    GuardedSink(Feed.Sink<? super T> taker) {
        this.taker = taker;
    }

    /** A failure of the taker's own. */
    private static final class TakerFailed extends RuntimeException {
        TakerFailed(Exception cause) {
            super(cause);
        }
    }

    interface Reading {
        void run() throws IOException;
    }

    @Override
    public void accept(T element) {
        hasTaken = true;
        try {
            taker.accept(element);
        } catch (IOException | RuntimeException e) {
            throw new TakerFailed(e);
        }
    }

    /** Reads an answer into this sink; one that breaks off half-way is not asked for again. */
    void reading(Reading reading) throws IOException {
        try {
            reading.run();
        } catch (RemoteException | IOException e) {
            if (hasTaken) {
                throw new StoreUnavailableException("the list broke off: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** @throws IOException only the taker's */
    static void calling(Runnable call) throws IOException {
        try {
            call.run();
        } catch (TakerFailed e) {
            switch (e.getCause()) {
                case IOException own -> throw own;
                case RuntimeException own -> throw own;
                default -> throw e;
            }
        }
    }
}

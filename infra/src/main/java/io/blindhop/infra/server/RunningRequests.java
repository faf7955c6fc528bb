package io.blindhop.infra.server;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts the requests between their first byte and the last of their answer. */
final class RunningRequests {
    private final Phaser phaser = new Phaser(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    boolean stopping() {
        return stopping.get();
    }

    /** Counts a request in, or refuses it because the server is about to stop. */
    boolean enter(HttpServerRequest request) {
        if (!stopping()) {
            phaser.register();
            return true;
        }
        request.response()
                .setStatusCode(503)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Retry-After", "1")
                .putHeader("Connection", "close")
                .end("{\"error\":\"The server is stopping\"}");
        return false;
    }

    void leave() {
        phaser.arriveAndDeregister();
    }

    /** Returns true for the caller that is the first to stop, and only then waits. */
    boolean stopAndWait(Duration timeout) {
        if (!stopping.compareAndSet(false, true)) {
            return false;
        }
        int phase = phaser.arriveAndDeregister();
        try {
            phaser.awaitAdvanceInterruptibly(phase, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.getLogger(RunningRequests.class.getName())
                    .log(System.Logger.Level.WARNING, "Requests still run after " + timeout + " and are cut");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}

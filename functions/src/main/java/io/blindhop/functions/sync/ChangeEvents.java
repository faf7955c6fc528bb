package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.wire.ChangeEventWriter;
import io.blindhop.protocol.wire.SyncRequests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The event stream (protocol 3.5): a greeting, then an event for every push to a store of the tenant and kind, and a
 * heartbeat, at which the caller is authorised anew: a stream ends when its device is revoked, is to wipe itself, or may no
 * longer open the database.
 */
final class ChangeEvents {
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ChangeFeed feed;
    private final StoreGate gate;
    private final InstantSource clock;
    private final TimeLeft timeLeft;

    /** @param timeLeft of the request: a stream ends, and its client comes back, before the platform would cut it */
    ChangeEvents(ChangeFeed feed, StoreGate gate, InstantSource clock, TimeLeft timeLeft) {
        this.feed = feed;
        this.gate = gate;
        this.clock = clock;
        this.timeLeft = timeLeft;
    }

    HttpResponse open(HttpRequest request) {
        Caller caller = gate.caller(request);
        Optional<String> dbId = request.query().get("dbId");
        DatabaseId opened = dbId.isPresent() ? SyncRequests.databaseOfQuery(dbId) : DatabaseId.DIRECTORY;
        allowed(request, caller, opened);
        StoreKind kind = StoreGate.kind(request);
        return HttpResponse.streamed(200, HttpResponse.EVENTS, out -> {
                    try (ChangeFeed.Subscription subscription = feed.subscribe(
                            caller.scope().tenant(),
                            kind,
                            opened,
                            () -> allowed(request, gate.caller(request), opened)
                                    .store()
                                    .head())) {
                        write(() -> allowed(request, gate.caller(request), opened), subscription, out);
                    }
                })
                .withHeader("Cache-Control", "no-cache, no-transform")
                .withHeader("X-Accel-Buffering", "no");
    }

    private Target allowed(HttpRequest request, Caller caller, DatabaseId opened) {
        Target target = gate.open(request, caller, opened);
        if (caller.wipeOf().isPresent()) {
            throw new HttpError(403, "Device is targeted for remote wipe and gets no events");
        }
        return target;
    }

    /** @param authorise throws an {@link HttpError} when the stream is to end */
    private void write(Runnable authorise, ChangeFeed.Subscription subscription, OutputStream out) throws IOException {
        long lastSign = clock.millis();
        send(out, ChangeEventWriter.hello());
        while (!feed.isOver() && timeLeft.left().compareTo(FAREWELL) > 0) {
            Optional<ChangeFeed.Change> change = next(subscription);
            if (change.isPresent()) {
                send(out, event(change.get()));
            }
            if (clock.millis() - lastSign >= HEARTBEAT.toMillis()) {
                try {
                    authorise.run();
                } catch (HttpError noLongerAllowed) {
                    return;
                }
                lastSign = clock.millis();
                send(out, ChangeEventWriter.heartbeat(lastSign));
            }
        }
    }

    private static Bytes event(ChangeFeed.Change change) {
        return ChangeEventWriter.change(change.dbId(), change.kind(), change.head());
    }

    private static Optional<ChangeFeed.Change> next(ChangeFeed.Subscription subscription) throws IOException {
        try {
            return subscription.next(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }

    private static void send(OutputStream out, Bytes event) throws IOException {
        event.writeTo(out);
        out.flush();
    }
}

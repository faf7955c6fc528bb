package io.blindhop.functions.lambda.runtime;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.lambda.url.InvalidEventException;
import io.blindhop.functions.lambda.url.Prelude;
import io.blindhop.functions.lambda.url.UrlEvent;
import io.blindhop.functions.observe.Invocations;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers the requests of a function URL, one after the other, for as long as the platform lets this copy live.
 *
 * <p>Every answer is streamed, so its size has no influence on memory. A body that fails, or is not finished when the time
 * is over, is ended by an error and never by a normal end. Nothing happens after an answer.
 */
public final class SyncLoop implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SyncLoop.class.getName());
    private static final ResponseBody.Writer NOTHING = out -> {};

    private final RuntimeApi api;
    private final InvocationDeadline deadline;
    private final HttpHandler handler;
    private final Invocations invocations = new Invocations();
    private final ScheduledExecutorService guard = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("deadline").daemon().factory());

    public SyncLoop(RuntimeApi api, InvocationDeadline deadline, HttpHandler handler) {
        this.api = api;
        this.deadline = deadline;
        this.handler = handler;
    }

    /** @throws IOException if the platform cannot be asked for work: this copy is of no use any more */
    public void run() throws IOException {
        while (true) {
            Invocation invocation = api.next();
            deadline.begin(invocation.deadline());
            try {
                invocations.call(invocation.requestId(), invocation.traceId(), () -> {
                    answer(invocation);
                    return null;
                });
            } catch (IOException e) {
                // The caller is gone or the platform gave up; what there is to say of it was said to the caller.
                LOG.log(Level.DEBUG, "The answer was not taken", e);
            }
        }
    }

    private void answer(Invocation invocation) throws IOException {
        HttpRequest request;
        try {
            request = UrlEvent.parse(invocation.event());
        } catch (InvalidEventException e) {
            api.fail(invocation.requestId(), new Failure("Blindhop.InvalidEvent", e.getMessage()));
            return;
        }
        HttpResponse response;
        try {
            response = handler.handle(request);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "A request ended without an answer", e);
            api.fail(invocation.requestId(), new Failure("Blindhop.NoAnswer", "The request ended without an answer"));
            return;
        }
        Future<?> end = guard.schedule(api::abort, deadline.left().toMillis() + graceMillis(), TimeUnit.MILLISECONDS);
        try {
            ResponseBody.Writer body = request.method().equals("HEAD") ? NOTHING : body(response.body());
            api.stream(invocation.requestId(), new StreamedEntity(Prelude.of(response), body));
        } finally {
            end.cancel(false);
        }
    }

    /** A write that blocks cannot look at the clock; it is cut half-way between the end of the time and the platform's. */
    private static long graceMillis() {
        return InvocationDeadline.RESERVE.toMillis() / 2;
    }

    private ResponseBody.Writer body(ResponseBody body) {
        return switch (body) {
            case ResponseBody.Empty empty -> NOTHING;
            case ResponseBody.Whole(Bytes bytes) -> bytes::writeTo;
            case ResponseBody.Streamed streamed -> out -> streamed.writer().write(new DeadlineOutput(out, deadline));
        };
    }

    @Override
    public void close() {
        guard.shutdownNow();
        api.close();
    }
}

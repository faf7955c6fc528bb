package io.blindhop.infra.server;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.PeerGoneException;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its answer. */
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpHandler handler;
    private final ResponseStream stream;

    Exchange(HttpServerRequest request, HttpHandler handler, RunningRequests running) {
        this.request = request;
        this.response = request.response();
        this.handler = handler;
        this.stream = new ResponseStream(response);
        AtomicBoolean left = new AtomicBoolean();
        Runnable leaveOnce = () -> {
            if (left.compareAndSet(false, true)) {
                running.leave();
            }
        };
        response.endHandler(end -> leaveOnce.run());
        response.closeHandler(close -> {
            stream.peerGone();
            leaveOnce.run();
        });
        response.exceptionHandler(failure -> stream.peerGone());
    }

    /** Runs on a virtual thread. Sends a complete answer or cuts the connection. */
    void answer(Bytes body) {
        try {
            send(handler.handle(arrived(body))).onComplete(sent -> closeIfTheRequestGoesOn());
        } catch (PeerGoneException e) {
            cut();
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            LOG.log(Level.DEBUG, "The answer was cut", e);
            cut();
        }
    }

    private HttpRequest arrived(Bytes body) {
        return new HttpRequest(
                request.method().name(),
                request.uri(),
                Headers.from(request.headers()),
                body,
                request.remoteAddress().hostAddress());
    }

    private Future<Void> send(HttpResponse answer) throws IOException {
        response.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> response.headers().add(name, value));
        return switch (answer.body()) {
            case ResponseBody.Empty empty -> response.end();
            case ResponseBody.Whole(Bytes bytes) -> sendWhole(bytes);
            case ResponseBody.Streamed(OptionalLong length, ResponseBody.Writer writer) -> sendStream(length, writer);
        };
    }

    private Future<Void> sendWhole(Bytes bytes) {
        response.putHeader("Content-Length", String.valueOf(bytes.length()));
        return isHead() ? response.end() : response.end(Buffer.buffer(bytes.toArray()));
    }

    private Future<Void> sendStream(OptionalLong length, ResponseBody.Writer writer) throws IOException {
        if (length.isPresent()) {
            response.putHeader("Content-Length", String.valueOf(length.getAsLong()));
        } else if (!isHead()) {
            response.setChunked(true);
        }
        if (isHead()) {
            return response.end();
        }
        stream.promise(length);
        writer.write(stream);
        return stream.finish();
    }

    /** What is left of a body that was refused unread cannot be told from the next request. */
    private void closeIfTheRequestGoesOn() {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }

    private boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** The end of a chunked body is a chunk of its own: without it, or short of the length, the client sees an error. */
    private void cut() {
        request.connection().close();
    }
}

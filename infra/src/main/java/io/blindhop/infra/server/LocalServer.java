package io.blindhop.infra.server;

import io.blindhop.functions.http.HttpHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server for one {@link HttpHandler}.
 *
 * <p>Each request is answered on a virtual thread of its own. A body that fails half-way, or that is not as long as
 * promised, cuts the connection. Bad requests that no handler can see (broken syntax, too large headers) are answered with
 * a plain 400, 414 or 431.
 */
public final class LocalServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 8 * 1024;
    private static final int MAX_HEADER_BYTES = 32 * 1024;

    private final ServerOptions options;
    private final Vertx vertx;
    private final HttpServer server;
    private final ExecutorService threads;
    private final RunningRequests running;

    private LocalServer(
            ServerOptions options, Vertx vertx, HttpServer server, ExecutorService threads, RunningRequests running) {
        this.options = options;
        this.vertx = vertx;
        this.server = server;
        this.threads = threads;
        this.running = running;
    }

    /** Without WebSockets. */
    public static LocalServer start(ServerOptions options, HttpHandler handler) throws IOException {
        return start(options, handler, Optional.empty());
    }

    /** @throws IOException if the address cannot be bound; the message names it */
    public static LocalServer start(ServerOptions options, HttpHandler handler, Optional<WebSockets> sockets)
            throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        RunningRequests running = new RunningRequests();
        HttpServer server = vertx.createHttpServer(vertxOptions(options, sockets))
                .connectionHandler(connection -> {
                    if (running.stopping()) {
                        connection.close();
                    }
                })
                .invalidRequestHandler(InvalidRequests::answer)
                .requestHandler(request -> {
                    if (sockets.isPresent()
                            && !running.stopping()
                            && sockets.get().takes(request)) {
                        sockets.get().accept(request, threads);
                    } else {
                        accept(request, options, handler, threads, running);
                    }
                });
        LocalServer result = new LocalServer(options, vertx, server, threads, running);
        try {
            server.listen().toCompletionStage().toCompletableFuture().join();
            return result;
        } catch (CompletionException e) {
            result.close();
            throw new IOException(
                    "Cannot listen on " + options.host() + ":" + options.port() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /** The port that is bound, also if any free one was asked for. */
    public int port() {
        return server.actualPort();
    }

    /** Refuses new connections and requests at once, waits for running ones, then cuts what is left. Only the first call counts. */
    @Override
    public void close() {
        if (!running.stopAndWait(options.stopTimeout())) {
            return;
        }
        server.close().toCompletionStage().toCompletableFuture().join();
        threads.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static HttpServerOptions vertxOptions(ServerOptions options, Optional<WebSockets> sockets) {
        HttpServerOptions all = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setIdleTimeout(Math.toIntExact(options.idleTimeout().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setCompressionSupported(false)
                .setDecompressionSupported(false);
        sockets.ifPresent(
                some -> all.setMaxWebSocketFrameSize(some.limitBytes()).setMaxWebSocketMessageSize(some.limitBytes()));
        return all;
    }

    private static void accept(
            HttpServerRequest request,
            ServerOptions options,
            HttpHandler handler,
            ExecutorService threads,
            RunningRequests running) {
        if (InvalidRequests.refused(request) || !running.enter(request)) {
            return;
        }
        Exchange exchange = new Exchange(request, handler, running);
        new BodyReader(request, options.bodyLimitBytes(), options.drainLimitBytes())
                .read(body -> threads.execute(() -> exchange.answer(body)));
    }
}

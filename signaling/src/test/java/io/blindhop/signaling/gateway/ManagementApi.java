package io.blindhop.signaling.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The management API of a stage, which answers as it was told to, and 200 when it was told nothing. */
final class ManagementApi implements AutoCloseable {
    /** In place of a status: no answer at all. */
    static final int SILENCE = 0;

    private static final String PATH = "/live/@connections/";
    private static final Map<Integer, String> ERRORS = Map.of(
            403, "ForbiddenException",
            410, "GoneException",
            413, "PayloadTooLargeException",
            429, "LimitExceededException",
            500, "InternalServerErrorException");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Integer>> told = new ConcurrentHashMap<>();

    ManagementApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
    }

    /** The next answers for a connection. */
    void answer(String connectionId, Integer... statuses) {
        told.put(connectionId, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    /** Each as {@code POST <connection> <body>}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String id = path.startsWith(PATH) ? path.substring(PATH.length()) : "elsewhere: " + path;
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((exchange.getRequestMethod() + " " + id + " " + body).strip());
        Integer status = told.getOrDefault(id, new ConcurrentLinkedQueue<>()).poll();
        if (status != null && status == SILENCE) {
            awaitEnd();
        }
        answer(exchange, status == null ? 200 : status);
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        if (status >= 300 && ERRORS.containsKey(status)) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", ERRORS.get(status));
        }
        byte[] body = status == 200 ? new byte[0] : "{\"message\":\"as it was told\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status == SILENCE ? 500 : status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.blindhop.infra.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of signaling on a real WebSocket. */
final class TestSocket implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;

    /** @param ticket the answer of the ticket route */
    static TestSocket open(HttpClient client, JsonNode ticket) {
        TestSocket test = new TestSocket();
        test.socket = client.newWebSocketBuilder()
                .subprotocols(
                        ticket.at("/protocols/0").asText(),
                        ticket.at("/protocols/1").asText())
                .buildAsync(URI.create(ticket.get("url").asText()), test)
                .join();
        return test;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void say(String singleQuoted) {
        socket.sendText(singleQuoted.replace('\'', '"'), true).join();
    }

    /** The next message, which must be of the type. */
    JsonNode hear(String type) throws InterruptedException {
        JsonNode message = heard.poll(30, TimeUnit.SECONDS);
        if (message == null || !message.get("type").asText().equals(type)) {
            throw new AssertionError("expected " + type + ", heard " + message);
        }
        return message;
    }

    int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            try {
                heard.add(JSON.readTree(parts.toString()));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
            parts.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(reason);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}

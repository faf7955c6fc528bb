package io.blindhop.infra.signaling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client of signaling on a real WebSocket. */
public final class TestSocket implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;

    /** @param ticket the answer of the ticket route */
    public static TestSocket open(HttpClient client, JsonNode ticket) {
        return open(client.newWebSocketBuilder(), URI.create(ticket.get("url").asText()), ticket);
    }

    /** As a browser does. */
    static TestSocket open(HttpClient client, JsonNode ticket, String origin) {
        return open(
                client.newWebSocketBuilder().header("Origin", origin),
                URI.create(ticket.get("url").asText()),
                ticket);
    }

    /** Elsewhere than the ticket says. */
    static TestSocket openAt(HttpClient client, int port, JsonNode ticket) {
        return open(client.newWebSocketBuilder(), URI.create("ws://127.0.0.1:" + port + "/signaling"), ticket);
    }

    private static TestSocket open(WebSocket.Builder builder, URI url, JsonNode ticket) {
        TestSocket test = new TestSocket();
        test.socket = builder.subprotocols(
                        ticket.at("/protocols/0").asText(),
                        ticket.at("/protocols/1").asText())
                .buildAsync(url, test)
                .join();
        return test;
    }

    /** The status of the refusal. */
    static int refusal(Supplier<TestSocket> opening) {
        try {
            var _ = opening.get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        throw new AssertionError("the client was let in");
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    public void say(String singleQuoted) {
        socket.sendText(singleQuoted.replace('\'', '"'), true).join();
    }

    void sayBinary() {
        socket.sendBinary(ByteBuffer.wrap(new byte[3]), true).join();
    }

    /** The next message. */
    public JsonNode hear() throws InterruptedException {
        JsonNode message = heard.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was heard");
        }
        return message;
    }

    /** The next message, which must be of the type. */
    public JsonNode hear(String type) throws InterruptedException {
        JsonNode message = hear();
        if (!message.get("type").asText().equals(type)) {
            throw new AssertionError("expected " + type + ", heard " + message);
        }
        return message;
    }

    /** The next message, which must be an error; its code. */
    public String hearError() throws InterruptedException {
        return hear("error").get("code").asText();
    }

    /** What was heard and nobody has asked for. */
    Optional<JsonNode> heardMeanwhile() {
        return Optional.ofNullable(heard.poll());
    }

    public int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public void close() {
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

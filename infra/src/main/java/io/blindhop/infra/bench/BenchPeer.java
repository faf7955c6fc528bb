package io.blindhop.infra.bench;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A client of signaling. What it says is said by one thread at a time. */
final class BenchPeer implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;

    private final Consumer<JsonMembers> heard;
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;
    private String id = "";

    private BenchPeer(Consumer<JsonMembers> heard) {
        this.heard = heard;
    }

    /**
     * @param heard takes every message, on a thread of the client
     * @throws BenchFailedException if it is not let in
     */
    static BenchPeer open(HttpClient client, JsonMembers ticket, Consumer<JsonMembers> heard) {
        BenchPeer peer = new BenchPeer(heard);
        List<String> protocols = ticket.strings("protocols");
        peer.socket = await(client.newWebSocketBuilder()
                .subprotocols(protocols.getFirst(), protocols.getLast())
                .buildAsync(URI.create(ticket.string("url")), peer));
        return peer;
    }

    void say(String text) {
        await(socket.sendText(text, true));
    }

    /** As the others know it; empty before {@link #call}. */
    String id() {
        return id;
    }

    void call(String peer) {
        id = peer;
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new BenchFailedException("A WebSocket failed: " + e.getCause(), e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            heard.accept(JsonMembers.of("message", JsonText.parse(parts.toString())));
            parts.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(data);
    }
}

package io.blindhop.infra.gateway;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the API that hears texts. */
final class PlainSocket implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;

    /** @throws java.util.concurrent.CompletionException if it is not let in */
    static PlainSocket open(HttpClient client, URI url, String... subprotocols) {
        PlainSocket plain = new PlainSocket();
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0], java.util.Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
        }
        plain.socket = builder.buildAsync(url, plain).join();
        return plain;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void sayBinary() {
        socket.sendBinary(ByteBuffer.wrap(new byte[3]), true).join();
    }

    String hear() throws InterruptedException {
        String text = heard.poll(30, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing was heard");
        }
        return text;
    }

    int closeCode() {
        return closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void close(int status, String reason) {
        socket.sendClose(status, reason).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            heard.add(parts.toString());
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

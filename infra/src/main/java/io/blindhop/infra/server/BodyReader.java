package io.blindhop.infra.server;

import io.blindhop.protocol.Bytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads the body of one request into memory, never more than the limit and one byte.
 *
 * <p>What comes after that is thrown away, because most clients read an answer only after they have sent everything: if the
 * connection were closed at once, the 413 would be lost in the reset. After the drain limit the answer is sent anyway and
 * the connection closed. All methods run on the event loop of the connection.
 */
final class BodyReader {
    private final HttpServerRequest request;
    private final int limit;
    private final long drainLimit;
    private final Buffer kept = Buffer.buffer();
    private long received;
    private boolean delivered;

    BodyReader(HttpServerRequest request, int limit, long drainLimit) {
        this.request = request;
        this.limit = limit;
        this.drainLimit = drainLimit;
    }

    /** Calls the receiver once with the (cut) body, or never if the client goes away before. */
    void read(Consumer<Bytes> receiver) {
        if (expectsContinue()) {
            if (announced() > limit) {
                request.response().putHeader("Connection", "close");
                keep(Buffer.buffer(new byte[limit + 1]));
                deliver(receiver);
                return;
            }
            request.response().writeContinue();
        }
        request.handler(chunk -> {
            received += chunk.length();
            keep(chunk);
            if (received > limit + drainLimit && !delivered) {
                request.response().putHeader("Connection", "close");
                deliver(receiver);
            }
        });
        request.endHandler(end -> deliver(receiver));
    }

    private void keep(Buffer chunk) {
        int room = limit + 1 - kept.length();
        if (room > 0) {
            kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
        }
    }

    private void deliver(Consumer<Bytes> receiver) {
        if (!delivered) {
            delivered = true;
            receiver.accept(Bytes.wrap(kept.getBytes()));
        }
    }

    private boolean expectsContinue() {
        return "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    private long announced() {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}

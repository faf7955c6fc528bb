package io.blindhop.infra.server;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What is refused before a handler can see it; the connection is closed because its framing cannot be trusted. */
final class InvalidRequests {
    private InvalidRequests() {}

    static void answer(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        switch (cause) {
            case TooLongHttpLineException e -> refuse(request, 414, "The request line is too long");
            case TooLongHttpHeaderException e -> refuse(request, 431, "The request headers are too large");
            case TooLongFrameException e -> refuse(request, 431, "The request headers are too large");
            case null, default -> refuse(request, 400, "The request is not valid HTTP");
        }
    }

    /** The end of a body without a length would be the end of the connection in HTTP/1.0: a cut would look complete. */
    static boolean refused(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_1_1) {
            return false;
        }
        refuse(request, 505, "Use HTTP/1.1");
        return true;
    }

    private static void refuse(HttpServerRequest request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Connection", "close")
                .end("{\"error\":\"" + message + "\"}")
                .onComplete(sent -> request.connection().close());
    }
}

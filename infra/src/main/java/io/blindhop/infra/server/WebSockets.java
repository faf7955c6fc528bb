package io.blindhop.infra.server;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;

/** Takes the requests that want to be WebSockets. */
public interface WebSockets {
    /** The largest frame and message, in bytes. */
    int limitBytes();

    /** Whether the request is for us. Runs on the event loop. */
    boolean takes(HttpServerRequest request);

    /**
     * Answers the request, by a WebSocket or a refusal. Runs on the event loop. A subprotocol is named by a header of the
     * response, set before.
     *
     * @param threads for work that blocks
     */
    void accept(HttpServerRequest request, Executor threads);
}

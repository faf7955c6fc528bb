package io.blindhop.infra.node;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.infra.server.WebSockets;
import java.util.Optional;

/** One deployment that answers the sync protocol. */
public interface Node extends AutoCloseable {
    /** Answers every request; may be called by many threads at once until {@link #close}. */
    HttpHandler handler();

    /** What takes WebSockets, if anything does. */
    default Optional<WebSockets> sockets() {
        return Optional.empty();
    }

    /** The server stops: ends what would otherwise not end by itself, such as event streams. */
    default void stopping() {}

    /** Gives back files and threads. Called once, when no request runs any more. */
    @Override
    void close();
}

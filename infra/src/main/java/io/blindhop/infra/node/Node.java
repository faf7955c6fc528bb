package io.blindhop.infra.node;

import io.blindhop.functions.http.HttpHandler;

/** One deployment that answers the sync protocol. */
public interface Node extends AutoCloseable {
    /** Answers every request; may be called by many threads at once until {@link #close}. */
    HttpHandler handler();

    /** Gives back files and threads. Called once, when no request runs any more. */
    @Override
    void close();
}

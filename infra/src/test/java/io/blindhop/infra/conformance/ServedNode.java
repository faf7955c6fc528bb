package io.blindhop.infra.conformance;

import io.blindhop.functions.conformance.ConformanceNode;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.infra.server.WebSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** A node behind the server of this module, on a free port: what is asked of it goes over real connections. */
abstract class ServedNode implements ConformanceNode {
    static final int BODY_LIMIT = 5 * 1024 * 1024;

    private final LocalServer server;
    private final HttpTransport transport;

    ServedNode(HttpHandler handler) {
        this(handler, Optional.empty());
    }

    ServedNode(HttpHandler handler, Optional<WebSockets> sockets) {
        try {
            this.server = LocalServer.start(ServerOptions.of("127.0.0.1", 0, BODY_LIMIT), handler, sockets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.transport = new HttpTransport(URI.create("http://127.0.0.1:" + server.port()));
    }

    public int port() {
        return server.port();
    }

    @Override
    public StreamingTransport transport() {
        return transport;
    }

    @Override
    public Optional<String> allowedOrigin() {
        return Optional.of(ORIGIN);
    }

    @Override
    public void close() throws IOException {
        transport.close();
        server.close();
    }
}

package io.blindhop.functions.conformance;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.StreamingTransport;
import java.net.URI;
import java.util.Optional;

/** A node somewhere else. */
final class RemoteNode implements ConformanceNode {
    private final HttpTransport transport;
    private final Optional<String> origin;

    RemoteNode(URI base, Optional<String> origin) {
        this.transport = new HttpTransport(base);
        this.origin = origin;
    }

    @Override
    public StreamingTransport transport() {
        return transport;
    }

    @Override
    public Optional<String> allowedOrigin() {
        return origin;
    }

    /** Nobody knows. */
    @Override
    public boolean isBehindEvents() {
        return true;
    }

    @Override
    public void close() {
        transport.close();
    }
}

package io.blindhop.infra.lambda;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.settings.SignalingVariables;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.infra.gateway.ManagementApi;
import io.blindhop.infra.gateway.OpenSockets;
import io.blindhop.infra.gateway.WebSocketApi;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The URL of a WebSocket API whose routes are all one function. It is there before the function, which has to be told of it;
 * until {@link #attach} everybody is answered with 502.
 */
public final class SocketUrl implements AutoCloseable {
    /** What a function is told of the management API. */
    private static final String ENDPOINT = "BLINDHOP_SIGNALING_ENDPOINT";

    private static final String PATH = "/live";

    private final String host;
    private final ManagementApi management;
    private final LocalServer server;
    private final WebSocketApi api;
    private final AtomicReference<Optional<Attached>> attached = new AtomicReference<>(Optional.empty());

    private record Attached(LambdaFunction function, Semaphore copies) {}

    private SocketUrl(String host, int port) throws IOException {
        SecureRandom random = new SecureRandom();
        OpenSockets sockets = new OpenSockets();
        this.host = host;
        this.api = new WebSocketApi(GatewayOptions.ofAws(PATH), sockets, this::invoke, InstantSource.system(), random);
        this.management = ManagementApi.start(sockets, random);
        try {
            this.server = LocalServer.start(
                    new ServerOptions(host, port, 1024, 1024, Duration.ofSeconds(120), Duration.ofSeconds(1)),
                    request -> HttpResponse.json(403, "{\"message\":\"Forbidden\"}"),
                    Optional.of(api));
        } catch (IOException e) {
            management.close();
            throw e;
        }
    }

    /**
     * @param port 0 for any free one
     * @throws IOException if the address cannot be bound
     */
    public static SocketUrl open(String host, int port) throws IOException {
        return new SocketUrl(host, port);
    }

    /** From now on events go to this function; they wait for a free copy, where the service would start another one. */
    public void attach(LambdaFunction signaling) {
        attached.set(Optional.of(new Attached(signaling, new Semaphore(signaling.mostCopies(), true))));
    }

    public URI url() {
        return URI.create("ws://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + PATH);
    }

    /** What the functions of the deployment have to be told. */
    public Map<String, String> variables() {
        return Map.of(
                SignalingVariables.URL,
                url().toString(),
                ENDPOINT,
                management.endpoint().toString());
    }

    private String invoke(String event) throws IOException {
        Attached to = attached.get().orElseThrow(() -> new IOException("There is no function yet"));
        to.copies().acquireUninterruptibly();
        try {
            return to.function().invoke(event);
        } finally {
            to.copies().release();
        }
    }

    /** The function lives on. */
    @Override
    public void close() {
        api.stop();
        server.close();
        management.close();
    }
}

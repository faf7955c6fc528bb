package io.blindhop.infra.signaling;

import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.functions.signaling.SubscribedStores;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.infra.gateway.ManagementApi;
import io.blindhop.infra.gateway.OpenSockets;
import io.blindhop.infra.gateway.WebSocketApi;
import io.blindhop.infra.server.WebSockets;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.gateway.ManagedConnections;
import io.blindhop.signaling.gateway.ManagementClients;
import io.blindhop.signaling.gateway.WebSocketEvents;
import io.blindhop.store.s3.calls.Backoff;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** Signaling of a node that is one process: the handlers and the client of the functions, on a WebSocket API of its own. */
public final class LocalSignaling implements AutoCloseable {
    private final ManagementApi management;
    private final ApiGatewayManagementApiClient client;
    private final WebSocketApi api;
    private final ChangeDelivery changes;
    private final Optional<WatchedDelivery> watched;

    private LocalSignaling(
            ManagementApi management,
            ApiGatewayManagementApiClient client,
            WebSocketApi api,
            ChangeDelivery changes,
            Optional<WatchedDelivery> watched) {
        this.management = management;
        this.client = client;
        this.api = api;
        this.changes = changes;
        this.watched = watched;
    }

    /**
     * @param changes is told of commits by the table of the services
     * @throws IOException if there is no free port on the loopback address
     */
    public static LocalSignaling start(NodeServices services, ChangeDelivery changes, GatewayOptions options)
            throws IOException {
        OpenSockets sockets = new OpenSockets();
        ManagementApi management = ManagementApi.start(sockets, services.random());
        ApiGatewayManagementApiClient client = client(services, management);
        ManagedConnections connections = new ManagedConnections(client);
        Optional<HeadWatch> watch = services.stores().watch();
        Optional<SubscribedStores> subscribed = watch.map(SubscribedStores::new);
        Signaling signaling = NodeSignaling.of(services, connections, options.lifetime(), subscribed);
        WebSocketEvents events = new WebSocketEvents(() -> signaling, connections);
        WebSocketApi api = new WebSocketApi(options, sockets, events::handle, services.clock(), services.random());
        changes.start(signaling, services.stores());
        return new LocalSignaling(
                management,
                client,
                api,
                changes,
                watch.map(heads -> WatchedDelivery.start(heads, subscribed.orElseThrow(), signaling)));
    }

    /** Nobody looks at the signature: the path of the endpoint is the secret. */
    private static ApiGatewayManagementApiClient client(NodeServices services, ManagementApi management) {
        Backoff backoff = Backoff.standard(TimeLeft.UNLIMITED, services.random(), Thread::sleep);
        return ManagementClients.builder(backoff, management.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    public WebSockets sockets() {
        return api;
    }

    /** Takes no further messages. */
    public void stop() {
        api.stop();
    }

    @Override
    public void close() {
        watched.ifPresent(WatchedDelivery::close);
        changes.close();
        client.close();
        management.close();
    }
}

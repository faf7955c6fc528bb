package io.blindhop.infra.gateway;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** A WebSocket API on real ports, and the SDK's client for it. */
record RunningApi(LocalServer server, ManagementApi management, ApiGatewayManagementApiClient client)
        implements AutoCloseable {
    static final String PATH = "/live";

    static RunningApi start(Integration function, GatewayOptions options) throws IOException {
        OpenSockets sockets = new OpenSockets();
        SecureRandom random = new SecureRandom();
        ManagementApi management = ManagementApi.start(sockets, random);
        WebSocketApi api = new WebSocketApi(options, sockets, function, InstantSource.system(), random);
        LocalServer server = LocalServer.start(
                ServerOptions.of("127.0.0.1", 0, 1024), request -> HttpResponse.empty(404), Optional.of(api));
        return new RunningApi(server, management, client(management.endpoint()));
    }

    static ApiGatewayManagementApiClient client(URI endpoint) {
        return ApiGatewayManagementApiClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.port() + PATH);
    }

    void post(String connectionId, String text) {
        client.postToConnection(post -> post.connectionId(connectionId).data(SdkBytes.fromUtf8String(text)));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        management.close();
    }
}

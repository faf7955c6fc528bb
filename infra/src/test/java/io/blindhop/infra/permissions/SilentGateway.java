package io.blindhop.infra.permissions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.signaling.gateway.ManagedConnections;
import io.blindhop.signaling.gateway.ManagementClients;
import io.blindhop.store.s3.calls.ActionRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A management API that takes everything, except for connections that are gone. */
final class SilentGateway implements AutoCloseable {
    private static final int GONE = 410;

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    SilentGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    ManagedConnections connections(ActionRecorder recorder) {
        URI stage = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live");
        return new ManagedConnections(recorder.attachTo(ManagementClients.builder(Patient.BACKOFF, stage))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build());
    }

    void breakOff(String connectionId) {
        gone.add(connectionId);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean nobody = gone.contains(path.substring(path.lastIndexOf('/') + 1));
        exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
        exchange.sendResponseHeaders(nobody ? GONE : 200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

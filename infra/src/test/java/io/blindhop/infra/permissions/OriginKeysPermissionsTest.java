package io.blindhop.infra.permissions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blindhop.functions.lambda.edge.CloudFrontKeyValueStore;
import io.blindhop.functions.lambda.edge.OriginKeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What maintenance does with CloudFront's key-value store is what it may do with it. No client of the SDK does it. */
class OriginKeysPermissionsTest {
    private static final Set<String> SERVICE = Set.of("cloudfront-keyvaluestore");
    private static final String ARN = "arn:aws:cloudfront::123456789012:key-value-store/11111111";

    private final SortedMap<String, SortedSet<String>> recorded = new TreeMap<>();

    @Test
    void maintenanceReadsAndReplacesTheKeyAndNobodyElseDoes() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        try {
            OriginKeyStore store = new CloudFrontKeyValueStore(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                    ARN,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                    Clock.systemUTC());
            var _ = store.read();
            store.write("key");
        } finally {
            server.stop(0);
        }
        PermissionsFile.check("maintenance", SERVICE, recorded);
        PermissionsFile.check("sync", SERVICE, new TreeMap<>());
        PermissionsFile.check("notify", SERVICE, new TreeMap<>());
        PermissionsFile.check("signaling", SERVICE, new TreeMap<>());
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean isKey = exchange.getRequestURI().getRawPath().contains("/keys/");
        String action =
                !isKey ? "DescribeKeyValueStore" : exchange.getRequestMethod().equals("PUT") ? "PutKey" : "GetKey";
        recorded.put("cloudfront-keyvaluestore:" + action, new TreeSet<>(Set.of("origin-keys")));
        exchange.getResponseHeaders().set("ETag", "1");
        byte[] body = "{\"Value\":\"old\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

package io.blindhop.functions.lambda.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a server with the routes of the service, as its reference has them. */
class CloudFrontKeyValueStoreTest {
    private static final String ARN = "arn:aws:cloudfront::123456789012:key-value-store/11111111-2222";
    private static final String STORE =
            "/key-value-stores/arn%3Aaws%3Acloudfront%3A%3A123456789012%3Akey-value-store%2F11111111-2222";

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private Optional<String> value = Optional.empty();
    private String version = "V1";
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        requests.add(request);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        boolean isSigned = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(text -> text.startsWith("AWS4-ECDSA-P256-SHA256 "))
                .isPresent();
        if (!isSigned) {
            answer(exchange, 403, "{}");
        } else if (status != 200) {
            answer(exchange, status, "{}");
        } else if (request.equals("GET " + STORE)) {
            exchange.getResponseHeaders().set("ETag", version);
            answer(exchange, 200, "{\"ItemCount\":1}");
        } else if (request.equals("GET " + STORE + "/keys/origin-key")) {
            answer(
                    exchange,
                    value.isPresent() ? 200 : 404,
                    "{\"Key\":\"origin-key\",\"Value\":\"" + value.orElse("") + "\"}");
        } else if (request.equals("PUT " + STORE + "/keys/origin-key") && version.equals(match)) {
            value = Optional.of(body.replaceAll("\\{\"Value\":\"(.*)\"}", "$1"));
            answer(exchange, 200, "{}");
        } else {
            answer(exchange, 409, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private CloudFrontKeyValueStore store() {
        return new CloudFrontKeyValueStore(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                ARN,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("access", "secret")),
                Clock.systemUTC());
    }

    @Test
    void aKeyIsReadAsItWasWritten() {
        assertThat(store().read()).isEmpty();
        store().write("a+b/c=");
        assertThat(store().read()).contains("a+b/c=");
        assertThat(requests)
                .containsExactly(
                        "GET " + STORE + "/keys/origin-key",
                        "GET " + STORE,
                        "PUT " + STORE + "/keys/origin-key",
                        "GET " + STORE + "/keys/origin-key");
    }

    @Test
    void whatPassesIsUnavailableAndWhatDoesNotIsRefused() {
        for (int passing : List.of(409, 412, 429, 500, 503)) {
            status = passing;
            assertThatThrownBy(() -> store().write("key")).isInstanceOf(StoreUnavailableException.class);
        }
        status = 403;
        assertThatThrownBy(() -> store().read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("403");
    }

    @Test
    void aServiceThatIsNotThereIsUnavailable() {
        CloudFrontKeyValueStore store = store();
        server.stop(0);
        assertThatThrownBy(store::read).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void everyAccountHasAHostOfItsOwn() {
        assertThat(CloudFrontKeyValueStore.endpoint(ARN))
                .isEqualTo(URI.create("https://123456789012.cloudfront-kvs.global.api.aws"));
        assertThatThrownBy(() -> CloudFrontKeyValueStore.endpoint("arn:aws:s3:::bucket"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

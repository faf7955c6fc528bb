package io.blindhop.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GetConnectionResponse;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;

/** Through the client of the SDK, as the functions call it. */
@Timeout(120)
class ManagementApiTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordedFunction function = new RecordedFunction();
    private RunningApi api;

    @BeforeEach
    void start() throws IOException {
        api = RunningApi.start(function, GatewayOptions.ofAws(RunningApi.PATH));
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        api.close();
    }

    private PlainSocket open() {
        return PlainSocket.open(http, api.url());
    }

    @Test
    void whatIsPostedIsHeard() throws InterruptedException {
        PlainSocket client = open();
        String id = function.nextConnection();
        api.post(id, "{\"type\":\"ü\"}");
        assertThat(client.hear()).isEqualTo("{\"type\":\"ü\"}");
    }

    @Test
    void aConnectionIsGoneUntilItsHandshakeIsAnswered() throws InterruptedException {
        CompletableFuture<Throwable> early = new CompletableFuture<>();
        function.does(event -> {
            try {
                api.post(RecordedFunction.connectionId(event), "too early");
                early.complete(new AssertionError("it was posted"));
            } catch (GoneException e) {
                early.complete(e);
            }
            return "{\"statusCode\":200}";
        });
        PlainSocket client = open();
        assertThat(early.join()).isInstanceOf(GoneException.class);
        api.post(function.nextConnection(), "now");
        assertThat(client.hear()).isEqualTo("now");
    }

    @Test
    void aConnectionThatIsOverIsGone() throws InterruptedException {
        PlainSocket client = open();
        String id = function.nextConnection();
        client.close(1000, "");
        function.next();
        assertThatThrownBy(() -> api.post(id, "anything"))
                .isInstanceOfSatisfying(
                        GoneException.class, e -> assertThat(e.statusCode()).isEqualTo(410));
        assertThatThrownBy(() -> api.client().deleteConnection(delete -> delete.connectionId(id)))
                .isInstanceOf(GoneException.class);
        assertThatThrownBy(() -> api.client().getConnection(get -> get.connectionId(id)))
                .isInstanceOf(GoneException.class);
    }

    @Test
    void deletingClosesWith1001AndIsTold() throws InterruptedException {
        PlainSocket client = open();
        String id = function.nextConnection();
        api.post(id, "why");
        api.client().deleteConnection(delete -> delete.connectionId(id));
        assertThat(client.hear()).isEqualTo("why");
        assertThat(client.closeCode()).isEqualTo(1001);
        assertThat(function.next().at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
    }

    @Test
    void aConnectionIsDescribed() throws InterruptedException {
        Instant before = Instant.now();
        PlainSocket client = open();
        String id = function.nextConnection();
        client.say("hello");
        function.next();
        GetConnectionResponse connection = api.client().getConnection(get -> get.connectionId(id));
        assertThat(connection.connectedAt()).isBetween(before, Instant.now());
        assertThat(connection.lastActiveAt()).isBetween(connection.connectedAt(), Instant.now());
        assertThat(connection.identity().sourceIp()).isEqualTo("127.0.0.1");
        assertThat(connection.identity().userAgent()).startsWith("Java-http-client");
    }

    @Test
    void a128KibibytesArePostedAndOneByteMoreIsNot() throws InterruptedException {
        PlainSocket client = open();
        String id = function.nextConnection();
        api.post(id, "x".repeat(128 * 1024));
        assertThat(client.hear()).hasSize(128 * 1024);
        assertThatThrownBy(() -> api.post(id, "x".repeat(128 * 1024 + 1)))
                .isInstanceOfSatisfying(
                        PayloadTooLargeException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(413));
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndGone() throws IOException, InterruptedException {
        try (FrameSocket client = FrameSocket.open(api.url())) {
            String id = function.nextConnection();
            String text = "x".repeat(100 * 1024);
            assertThatThrownBy(() -> {
                        while (client.isOpen()) {
                            api.post(id, text);
                        }
                    })
                    .isInstanceOf(GoneException.class);
            assertThat(function.next()
                            .at("/requestContext/disconnectStatusCode")
                            .asInt())
                    .isEqualTo(1006);
        }
    }

    @Test
    void whoDoesNotKnowThePathPostsNothing() throws IOException, InterruptedException {
        open();
        String id = function.nextConnection();
        URI endpoint = api.management().endpoint();
        String guessed = "A".repeat(endpoint.getPath().length() - 1);
        try (ApiGatewayManagementApiClient stranger = RunningApi.client(endpoint.resolve("/" + guessed))) {
            assertThatThrownBy(() -> stranger.deleteConnection(delete -> delete.connectionId(id)))
                    .isInstanceOf(ForbiddenException.class);
        }
        for (String path :
                new String[] {"/", "/live/@connections/" + id, endpoint.getPath(), "/%00/@connections/" + id}) {
            assertThat(http.send(
                                    HttpRequest.newBuilder(endpoint.resolve(path))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}

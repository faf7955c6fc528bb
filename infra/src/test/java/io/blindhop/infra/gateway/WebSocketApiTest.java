package io.blindhop.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

@Timeout(120)
class WebSocketApiTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordedFunction function = new RecordedFunction();
    private RunningApi api;

    private void start(GatewayOptions options) throws IOException {
        api = RunningApi.start(function, options);
    }

    private void start() throws IOException {
        start(GatewayOptions.ofAws(RunningApi.PATH));
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        api.close();
    }

    private PlainSocket open(String... subprotocols) {
        return PlainSocket.open(http, api.url(), subprotocols);
    }

    @Test
    void aClientIsLetInWithTheSubprotocolThatTheFunctionNames() throws IOException {
        function.does(
                event -> "{\"statusCode\":200,\"headers\":{\"sec-websocket-protocol\":\"blindhop.v1\"},\"body\":\"\"}");
        start();
        assertThat(open("ticket.abc", "blindhop.v1").subprotocol()).isEqualTo("blindhop.v1");
    }

    @Test
    void aFunctionThatNamesNoSubprotocolGetsNone() throws IOException {
        start();
        assertThat(open("blindhop.v1").subprotocol()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"statusCode\":401} | 401",
                "{\"statusCode\":403,\"body\":\"no\"} | 403",
                "{\"statusCode\":503} | 503",
                "{\"errorMessage\":\"it failed\"} | 502",
                "what | 502"
            })
    void everythingButASuccessRefusesTheHandshake(String answer, int status) throws IOException {
        function.does(event -> answer);
        start();
        assertThat(statusOfRefusal()).isEqualTo(status);
    }

    @Test
    void aFunctionThatFailsLetsNobodyIn() throws IOException {
        function.does(event -> {
            throw new IOException("it failed");
        });
        start();
        assertThat(statusOfRefusal()).isEqualTo(502);
    }

    private int statusOfRefusal() {
        try {
            open();
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
        throw new AssertionError("the client was let in");
    }

    @Test
    void theHandshakeIsAnEventOfTheService() throws IOException, InterruptedException {
        start();
        open("blindhop.v1", "ticket.abc");
        JsonNode event = function.next();
        assertThat(event.at("/headers/Sec-WebSocket-Protocol").asText()).isEqualTo("blindhop.v1, ticket.abc");
        assertThat(event.at("/multiValueHeaders/Sec-WebSocket-Protocol/0").asText())
                .isEqualTo("blindhop.v1, ticket.abc");
        assertThat(event.at("/headers/X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
        assertThat(event.get("isBase64Encoded").isBoolean()).isTrue();
        JsonNode context = event.get("requestContext");
        assertThat(context.get("routeKey").asText()).isEqualTo("$connect");
        assertThat(context.get("eventType").asText()).isEqualTo("CONNECT");
        assertThat(context.get("messageDirection").asText()).isEqualTo("IN");
        assertThat(context.get("stage").asText()).isEqualTo("live");
        assertThat(context.get("domainName").asText()).isEqualTo(api.url().getAuthority());
        assertThat(context.get("connectionId").asText()).matches("[A-Za-z0-9_-]{15}=");
        assertThat(context.at("/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.at("/identity/userAgent").asText()).startsWith("Java-http-client");
        assertThat(context.get("requestTime").asText())
                .matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(context.get("requestTimeEpoch").isIntegralNumber()).isTrue();
        assertThat(context.get("connectedAt").isIntegralNumber()).isTrue();
        assertThat(event.has("body")).isFalse();
    }

    @Test
    void aTextIsAnEventWithABody() throws IOException, InterruptedException {
        start();
        PlainSocket client = open();
        String id = function.nextConnection();
        client.say("{\"type\":\"ü\"}");
        JsonNode event = function.next();
        assertThat(event.get("body").asText()).isEqualTo("{\"type\":\"ü\"}");
        assertThat(event.has("headers")).isFalse();
        assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$default");
        assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("MESSAGE");
        assertThat(event.at("/requestContext/messageId").asText()).isNotEmpty();
        assertThat(RecordedFunction.connectionId(event)).isEqualTo(id);
    }

    @Test
    void anEndIsAnEventWithItsStatus() throws IOException, InterruptedException {
        start();
        PlainSocket client = open();
        String id = function.nextConnection();
        client.close(1000, "enough");
        JsonNode event = function.next();
        assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo("$disconnect");
        assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
        assertThat(event.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(1000);
        assertThat(event.at("/requestContext/disconnectReason").asText()).isEqualTo("enough");
        assertThat(RecordedFunction.connectionId(event)).isEqualTo(id);
    }

    @Test
    void aClientIsToldThatTheFunctionFailedOnItsMessage() throws IOException, InterruptedException {
        start();
        PlainSocket client = open();
        String id = function.nextConnection();
        function.does(event -> {
            throw new IOException("it failed");
        });
        client.say("anything");
        assertThat(client.hear())
                .contains("\"message\":\"Internal server error\"", "\"connectionId\":\"" + id + "\"", "\"requestId\":");
    }

    @Test
    void binaryMessagesCloseWith1003() throws IOException {
        start();
        PlainSocket client = open();
        client.sayBinary();
        assertThat(client.closeCode()).isEqualTo(1003);
    }

    @Test
    void exactly32KibibytesAreTakenAndOneMoreClosesWith1009() throws IOException, InterruptedException {
        start();
        PlainSocket client = open();
        function.next();
        client.say("x".repeat(32 * 1024));
        assertThat(function.next().get("body").asText()).hasSize(32 * 1024);
        client.say("x".repeat(32 * 1024 + 1));
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void aFrameOfMoreThan32KibibytesClosesWith1009() throws IOException {
        start();
        try (FrameSocket client = FrameSocket.open(api.url())) {
            client.sendText(32 * 1024 + 1);
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void whoSaysNothingIsClosedWith1001() throws IOException {
        start(GatewayOptions.ofAws(RunningApi.PATH).withLifetimes(SOON, NEVER));
        assertThat(open().closeCode()).isEqualTo(1001);
    }

    @Test
    void noConnectionLivesLongerThanItMay() throws IOException {
        start(GatewayOptions.ofAws(RunningApi.PATH).withLifetimes(NEVER, SOON));
        assertThat(open().closeCode()).isEqualTo(1001);
    }

    @Test
    void shuffledMessagesOvertakeEachOtherAndNoneIsLost() throws IOException, InterruptedException {
        start(GatewayOptions.ofAws(RunningApi.PATH).shuffled(20_260_101L));
        PlainSocket client = open();
        String id = function.nextConnection();
        List<String> sent = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
        List<String> received = new ArrayList<>();
        sent.forEach(client::say);
        for (int i = 0; i < sent.size(); i++) {
            received.add(function.next().get("body").asText());
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
        sent.forEach(text -> api.post(id, text));
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            heard.add(client.hear());
        }
        assertThat(heard).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
    }

    /** A client may hear that it is connected a moment before the API knows it. */
    private void awaitOpen(String id) throws InterruptedException {
        while (true) {
            try {
                api.client().getConnection(get -> get.connectionId(id));
                return;
            } catch (GoneException notYet) {
                Thread.sleep(5);
            }
        }
    }

    @Test
    void whatOvertakesNeverOvertakesTheEnd() throws IOException, InterruptedException {
        start(GatewayOptions.ofAws(RunningApi.PATH).shuffled(20_260_102L));
        for (int i = 0; i < 20; i++) {
            PlainSocket client = open();
            String id = function.nextConnection();
            awaitOpen(id);
            api.post(id, "why");
            api.client().deleteConnection(delete -> delete.connectionId(id));
            assertThat(client.hear()).isEqualTo("why");
            assertThat(client.closeCode()).isEqualTo(1001);
            function.next();
        }
    }

    @Test
    void aPathThatIsNotTheApiIsAnOrdinaryRequest() throws IOException {
        start();
        assertThatThrownBy(() -> PlainSocket.open(http, api.url().resolve("/other")))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(404));
    }
}

package io.blindhop.infra.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client of a function URL meets. */
@Timeout(60)
class FunctionUrlTest {
    @TempDir
    private Path folder;

    private FakeFunction fake;

    @BeforeEach
    void start() throws IOException {
        fake = FakeFunction.start(
                folder, options -> options.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private JsonNode eventOf(String contentType, byte[] body) throws Exception {
        return fake.event(fake.to("/echo")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void pathAndQueryArriveAsTheyWereSentAndDecoded() throws Exception {
        JsonNode event =
                fake.event(fake.to("/echo/a%2Fb%20c/?x=1&y=%C3%A4+b&x=2,3&flag").build());
        assertThat(event.at("/version").asText()).isEqualTo("2.0");
        assertThat(event.at("/routeKey").asText()).isEqualTo("$default");
        assertThat(event.at("/rawPath").asText()).isEqualTo("/echo/a%2Fb%20c/");
        assertThat(event.at("/rawQueryString").asText()).isEqualTo("x=1&y=%C3%A4+b&x=2,3&flag");
        JsonNode query = event.at("/queryStringParameters");
        assertThat(query.at("/x").asText()).isEqualTo("1,2,3");
        assertThat(query.at("/y").asText()).isEqualTo("ä b");
        assertThat(query.at("/flag").asText("-")).isEmpty();
    }

    @Test
    void aQueryThatCannotBeDecodedIsKept() {
        HttpRequest request = new HttpRequest("GET", "/?bad=%zz", Headers.none(), Bytes.empty(), "::1");
        assertThat(UrlEvent.of(request, "id", "Root=1", Instant.EPOCH).toUtf8())
                .contains("\"queryStringParameters\":{\"bad\":\"%zz\"}");
    }

    @Test
    void aRequestWithoutQueryBodyOrCookiesHasNoSuchMembers() throws Exception {
        JsonNode event = fake.event(fake.to("/echo").build());
        assertThat(event.has("queryStringParameters")).isFalse();
        assertThat(event.has("body")).isFalse();
        assertThat(event.has("cookies")).isFalse();
        assertThat(event.at("/rawQueryString").asText("-")).isEmpty();
        assertThat(event.at("/isBase64Encoded").asBoolean(true)).isFalse();
    }

    @Test
    void theContextSaysWhoAskedWhatAndWhen() throws Exception {
        JsonNode context = fake.event(fake.to("/echo")
                        .header("User-Agent", "a test")
                        .method("DELETE", BodyPublishers.noBody())
                        .build())
                .at("/requestContext");
        assertThat(context.at("/accountId").asText()).isEqualTo("anonymous");
        assertThat(context.at("/stage").asText()).isEqualTo("$default");
        assertThat(context.at("/http/method").asText()).isEqualTo("DELETE");
        assertThat(context.at("/http/path").asText()).isEqualTo("/echo");
        assertThat(context.at("/http/protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.at("/http/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.at("/http/userAgent").asText()).isEqualTo("a test");
        assertThat(context.at("/domainName").asText()).startsWith("127.0.0.1:");
        assertThat(context.at("/requestId").asText()).hasSize(36);
        assertThat(context.at("/time").asText()).matches("\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(context.at("/timeEpoch").asLong()).isPositive();
    }

    @Test
    void headersAreLowerCaseAndJoinedAndCookiesStandApart() throws Exception {
        JsonNode event = fake.event(fake.to("/echo")
                .header("X-Many", "1")
                .header("X-Many", "2, 3")
                .header("Cookie", "a=1; b=2")
                .header("X-Forwarded-For", "203.0.113.9")
                .build());
        assertThat(event.at("/headers/x-many").asText()).isEqualTo("1,2, 3");
        assertThat(event.at("/cookies")).extracting(JsonNode::asText).containsExactly("a=1", "b=2");
        assertThat(event.at("/headers").has("cookie")).isFalse();
        assertThat(event.at("/headers").has("connection")).isFalse();
        assertThat(event.at("/headers/x-forwarded-for").asText()).isEqualTo("203.0.113.9,127.0.0.1");
    }

    @Test
    void aTraceIsGoneOnWithOrBegun() throws Exception {
        String root = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700";
        java.net.http.HttpRequest traced = fake.to("/runtime-headers")
                .header("X-Amzn-Trace-Id", "Self=1-1;" + root + ";Sampled=1")
                .build();
        assertThat(fake.client().send(traced, BodyHandlers.ofString()).body())
                .contains("Lambda-Runtime-Trace-Id=" + root + ";Parent=");
        assertThat(fake.event(fake.to("/echo").header("X-Amzn-Trace-Id", root).build())
                        .at("/headers/x-amzn-trace-id")
                        .asText())
                .isEqualTo(root);
        assertThat(fake.event(fake.to("/echo")
                                .header("X-Amzn-Trace-Id", "Root=no")
                                .build())
                        .at("/headers/x-amzn-trace-id")
                        .asText())
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    }

    @Test
    void aBodyIsTextOnlyIfItsTypeSaysSoAndItIsUtf8() throws Exception {
        byte[] text = "{\"ä\":1}".getBytes(UTF_8);
        for (String type : new String[] {
            "application/json",
            "Application/JSON; charset=utf-8",
            "text/csv",
            "application/xml",
            "application/javascript"
        }) {
            JsonNode event = eventOf(type, text);
            assertThat(event.at("/isBase64Encoded").asBoolean(true)).as(type).isFalse();
            assertThat(event.at("/body").asText()).as(type).isEqualTo("{\"ä\":1}");
        }
        byte[] binary = {(byte) 0xff, 0, 1};
        for (String type : new String[] {"application/octet-stream", "application/json", "application/vnd.x+json"}) {
            JsonNode event = eventOf(type, binary);
            assertThat(event.at("/isBase64Encoded").asBoolean()).as(type).isTrue();
            assertThat(event.at("/body").binaryValue()).as(type).isEqualTo(binary);
        }
        assertThat(eventOf("application/vnd.x+json", text)
                        .at("/isBase64Encoded")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anEventOverTheLimitIsAnsweredWith413() throws Exception {
        int fits = LambdaLimits.EVENT_BYTES - 2_000;
        assertThat(post(fits, "text/plain").statusCode()).isEqualTo(200);
        assertThat(post(fits + 2_000, "text/plain").statusCode()).isEqualTo(413);
        assertThat(post(fits * 3 / 4, "application/octet-stream").statusCode()).isEqualTo(200);
        assertThat(post(fits * 3 / 4 + 1_500, "application/octet-stream").statusCode())
                .isEqualTo(413);
        assertThat(post(3 * LambdaLimits.EVENT_BYTES, "text/plain").statusCode())
                .isEqualTo(413);
        assertThat(fake.copy().answers()).isEqualTo(2);
    }

    private HttpResponse<Void> post(int bytes, String type) throws Exception {
        return fake.client()
                .send(
                        fake.to("/status/200")
                                .header("Content-Type", type)
                                .POST(BodyPublishers.ofString("x".repeat(bytes)))
                                .build(),
                        BodyHandlers.discarding());
    }

    @Test
    void statusHeadersAndCookiesAreThoseOfThePrelude() throws Exception {
        HttpResponse<String> answer = fake.get("/head");
        assertThat(answer.statusCode()).isEqualTo(203);
        assertThat(answer.body()).isEqualTo("body");
        assertThat(answer.headers().allValues("x-a")).containsExactly("1");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1; Path=/", "b=2");
        assertThat(answer.headers().allValues("content-length")).isEmpty();
        assertThat(answer.headers().allValues("x-amzn-remapped-content-length")).containsExactly("4");
        assertThat(answer.headers().allValues("transfer-encoding")).containsExactly("chunked");
        assertThat(answer.headers().firstValue("x-amzn-requestid").orElseThrow())
                .hasSize(36);
    }

    @Test
    void aPreludeMayComeInPieces() throws Exception {
        HttpResponse<String> answer = fake.get("/split");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("b");
    }

    @Test
    void anAnswerWithoutBodyIsOne() throws Exception {
        for (int status : new int[] {204, 304, 404}) {
            HttpResponse<String> answer = fake.get("/status/" + status);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
        }
        HttpResponse<Void> head = fake.client().send(fake.to("/head").HEAD().build(), BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(203);
        assertThat(head.headers().firstValue("x-a")).contains("1");
    }

    @Test
    void aStreamWithoutPreludeIsTheBodyItself() throws Exception {
        HttpResponse<String> answer = fake.get("/no-prelude");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<p>");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html");
    }

    @Test
    void anInvalidPreludeIsABadGateway() throws Exception {
        String zeros = "\0".repeat(8);
        int ended = 0;
        for (String prelude : new String[] {
            "no json" + zeros,
            "[]" + zeros,
            "{\"statusCode\":200}",
            "{\"statusCode\":200}" + "\0".repeat(7),
            "{\"statusCode\":99}" + zeros,
            "{\"statusCode\":\"x\"}" + zeros,
            "{\"headers\":{\"a b\":\"1\"}}" + zeros,
            "{\"headers\":{\"a\":\"1\\r\\nb: 2\"}}" + zeros,
            "{\"headers\":{\"a\":[]}}" + zeros,
            "{\"cookies\":\"a=1\"}" + zeros
        }) {
            assertThat(fake.get("/prelude/" + encoded(prelude)).statusCode())
                    .as(prelude)
                    .isEqualTo(502);
            // The client has its answer before the copy has sent everything, and there is only one.
            ended++;
            fake.apiSaid(ended);
        }
        assertThat(fake.function().copies()).hasSize(1);
    }

    @Test
    void aBufferedAnswerIsReadAsAResponse() throws Exception {
        HttpResponse<String> answer = fake.get("/buffered/"
                + encoded("{\"statusCode\":418,\"headers\":{\"x-a\":\"1\"},\"cookies\":[\"c=1\"],"
                        + "\"body\":\"aGk=\",\"isBase64Encoded\":true}"));
        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("hi");
        assertThat(answer.headers().firstValue("set-cookie")).contains("c=1");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void aBufferedAnswerWithoutStatusIsTheBodyItself() throws Exception {
        HttpResponse<String> answer = fake.get("/buffered/" + encoded("{\"a\":1}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aFailureBeforeTheBodyIsABadGateway() throws Exception {
        for (String path : new String[] {"/error", "/exit", "/trailers-first", "/hang"}) {
            assertThat(fake.get(path).statusCode()).as(path).isEqualTo(502);
        }
        assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureInAnAnswerThatHasNoBodyIsABadGateway() throws Exception {
        KillAtFlush kill = fake.function().killAtFlush(path -> true, 1);
        assertThat(fake.get("/status/204").statusCode()).isEqualTo(502);
        assertThat(kill.happened()).isTrue();
    }

    @Test
    void aFailureInTheBodyIsAnErrorForTheClient() {
        for (String path : new String[] {"/trailers", "/cut", "/exit-midway", "/hang-midway"}) {
            assertThatThrownBy(() -> fake.get(path)).as(path).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aKillAtAnyFlushIsAnErrorForTheClientAndTheNextRequestSucceeds() throws Exception {
        for (int chunk = 1; chunk <= 5; chunk++) {
            KillAtFlush kill = fake.function().killAtFlush("/chunks/4/10"::equals, chunk);
            assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> fake.get("/chunks/4/10")).isInstanceOf(IOException.class);
            assertThat(kill.happened()).isTrue();
            assertThat(fake.get("/chunks/4/10").body()).hasSize(40);
        }
        KillAtFlush tooLate = fake.function().killAtFlush(path -> true, 6);
        assertThat(fake.get("/chunks/4/10").body()).hasSize(40);
        assertThat(tooLate.happened()).isFalse();
        tooLate.disarm();
        assertThat(fake.get("/chunks/5/10").body()).hasSize(50);
    }

    @Test
    void whatWasFlushedBeforeAKillHasArrived() throws Exception {
        fake.function().killAtFlush(path -> true, 3);
        try (InputStream body = fake.client()
                .send(fake.to("/chunks/9/10").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(20)).hasSize(20);
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aStreamIsTakenUpToItsLimitAndOverItIsAnErrorForTheClient() throws Exception {
        int mebibyte = 1 << 20;
        try (InputStream body = fake.client()
                .send(fake.to("/chunks/199/" + mebibyte).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(199L * mebibyte);
        }
        try (InputStream body = fake.client()
                .send(fake.to("/chunks/200/" + mebibyte).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(fake.apiSaid(2).getLast()).startsWith("413 ").contains("209715200");
        assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatGoesAwayDoesNotStopTheFunction() throws Exception {
        HttpResponse<InputStream> answer =
                fake.client().send(fake.to("/chunks/400/100000").build(), BodyHandlers.ofInputStream());
        answer.body().close();
        assertThat(fake.apiSaid(1)).containsExactly("202 {\"status\":\"OK\"}");
        assertThat(fake.get("/echo").statusCode()).isEqualTo(200);
        assertThat(fake.function().copies()).hasSize(1);
    }
}

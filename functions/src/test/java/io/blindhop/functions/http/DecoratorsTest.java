package io.blindhop.functions.http;

import static io.blindhop.functions.http.Requests.request;
import static io.blindhop.functions.http.Requests.withBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.observe.TextLines;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DecoratorsTest {
    private static final HttpHandler OK = request -> HttpResponse.json(200, "1");
    private static final Headers FROM_A = Headers.of("Origin", "https://a.example");
    private static final Headers PREFLIGHT = FROM_A.with("Access-Control-Request-Method", "POST");

    private static HttpResponse cors(Set<String> allowed, String method, Headers headers) {
        return new Cors(allowed, OK).handle(request(method, "/", headers));
    }

    @Test
    void withoutAnAllowedOriginNothingIsSaidAboutOrigins() {
        assertThat(cors(Set.of(), "OPTIONS", PREFLIGHT).headers().toString()).isEqualTo("[Content-Type]");
    }

    @Test
    void anAllowedOriginIsNamed() {
        Headers answer = cors(Set.of("https://a.example"), "GET", FROM_A).headers();
        assertThat(answer.first("Access-Control-Allow-Origin")).hasValue("https://a.example");
        assertThat(answer.first("Vary")).hasValue("Origin");
        assertThat(cors(Set.of("*"), "GET", FROM_A).headers().has("Access-Control-Allow-Origin"))
                .isTrue();
    }

    @Test
    void anotherOriginIsAnsweredWithoutPermission() {
        for (String method : new String[] {"GET", "OPTIONS"}) {
            Headers answer =
                    cors(Set.of("https://b.example"), method, PREFLIGHT).headers();
            assertThat(answer.first("Vary")).hasValue("Origin");
            assertThat(answer.has("Access-Control-Allow-Origin")).isFalse();
            assertThat(answer.has("Access-Control-Allow-Methods")).isFalse();
        }
    }

    @Test
    void aPreflightIsAnsweredBeforeAnyHandler() {
        HttpResponse answer = cors(Set.of("https://a.example"), "OPTIONS", PREFLIGHT);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().first("Access-Control-Allow-Methods")).hasValue("GET, POST, PUT, DELETE");
        assertThat(answer.headers().first("Access-Control-Allow-Headers")).hasValue("Content-Type, Authorization");
    }

    @Test
    void bodiesUpToTheLimitPass() {
        BodyLimit limited = new BodyLimit(10, OK);
        assertThat(limited.handle(withBody(10)).status()).isEqualTo(200);
        assertThatThrownBy(() -> limited.handle(withBody(11)))
                .isInstanceOfSatisfying(
                        HttpError.class, e -> assertThat(e.status()).isEqualTo(413))
                .hasMessage("Request body too large");
    }

    @Test
    void securityHeadersAreOnEveryAnswerAndGiveWay() {
        HttpResponse answer = new SecurityHeaders(
                        r -> HttpResponse.empty(200).withHeader("cache-control", "max-age=60"))
                .handle(request("GET", "/"));
        assertThat(answer.headers().first("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().joined("Cache-Control")).isEqualTo("max-age=60");
    }

    private static HttpResponse stack(Router router, HttpRequest request) {
        return new HttpStack(
                        Set.of("*"),
                        10,
                        OptionalLong.of(100),
                        InstantSource.fixed(Instant.EPOCH),
                        () -> "incident-7",
                        new TextLines(),
                        Optional.empty())
                .around(router, UnaryOperator.identity())
                .handle(request);
    }

    @Test
    void anErrorCarriesTheHeadersOfAllDecorators() {
        HttpResponse answer = stack(Router.builder().build(), request("GET", "/", FROM_A));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().has("Access-Control-Allow-Origin")).isTrue();
        assertThat(answer.headers().has("X-Content-Type-Options")).isTrue();
        assertThat(answer.headers().first("Vary")).hasValue("Accept-Encoding, Origin");
    }

    @Test
    void theLogNamesTheRouteAndNothingOfTheUser() {
        Router router = Router.builder().get("/:tenantId", OK).build();
        try (CapturedLog log = CapturedLog.of(TextLines.class)) {
            stack(router, request("GET", "/secret?secret=1", Headers.of("Authorization", "secret")));
            stack(router, request("G\nET secret", "/secret"));
            assertThat(log.records())
                    .extracting(java.util.logging.LogRecord::getMessage)
                    .containsExactly("GET /:tenantId 200 1 bytes 0 ms", "- /:tenantId 405 30 bytes 0 ms");
        }
    }

    @Test
    void aStreamIsLoggedWhenItHasEnded() throws IOException {
        Router router = Router.builder()
                .get("/whole", r -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> out.write(new byte[7])))
                .get(
                        "/cut",
                        r -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
                            out.write(new byte[3]);
                            throw new PeerGoneException("gone");
                        }))
                .build();
        try (CapturedLog log = CapturedLog.of(TextLines.class)) {
            Requests.bytes(stack(router, request("GET", "/whole")));
            assertThatThrownBy(() -> Requests.bytes(stack(router, request("GET", "/cut"))))
                    .isInstanceOf(PeerGoneException.class);
            assertThat(log.records())
                    .extracting(java.util.logging.LogRecord::getMessage)
                    .containsExactly("GET /whole 200 7 bytes 0 ms", "GET /cut 200 cut 3 bytes 0 ms");
        }
    }
}

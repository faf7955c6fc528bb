package io.blindhop.functions.http;

import static io.blindhop.functions.http.Requests.request;
import static io.blindhop.functions.http.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class ErrorMappingTest {
    private static HttpResponse answer(RuntimeException failure) {
        return around(request -> {
                    throw failure;
                })
                .handle(request("GET", "/acme/secret", Headers.of("Authorization", "Bearer secret")));
    }

    private static ErrorMapping around(HttpHandler handler) {
        return ErrorMapping.around(handler, () -> "incident-7").mapping(NumberFormatException.class, 400);
    }

    @Test
    void anHttpErrorIsItsStatusTextAndHeaders() throws IOException {
        HttpResponse response = answer(new HttpError(429, "Too \"many\"\n", Headers.of("Retry-After", "3")));
        assertThat(response.status()).isEqualTo(429);
        assertThat(text(response)).isEqualTo("{\"error\":\"Too \\\"many\\\"\\n\"}");
        assertThat(response.headers().first("Retry-After")).hasValue("3");
        assertThat(response.mediaType()).isEqualTo("application/json");
    }

    @Test
    void aMappedTypeIsItsStatusWithItsOwnText() throws IOException {
        HttpResponse response = answer(new NumberFormatException("limit must be a number"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).isEqualTo("{\"error\":\"limit must be a number\"}");
        assertThat(answer(new IllegalArgumentException("inner")).status()).isEqualTo(500);
    }

    @Test
    void aStoreThatIsNotAvailableAsksToComeAgain() {
        HttpResponse response = answer(new StoreUnavailableException("DynamoDB throttles"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().first("Retry-After")).hasValue("1");
    }

    @Test
    void aFaultOfOursIsLoggedUnderAnIncidentAndNotExplained() throws IOException {
        try (CapturedLog log = CapturedLog.of(ErrorMapping.class)) {
            HttpResponse response = answer(new CorruptStoreException("gap at 7"));
            assertThat(response.status()).isEqualTo(500);
            assertThat(text(response)).isEqualTo("{\"error\":\"Internal server error\"}");
            assertThat(response.headers().first("X-Incident-Id")).hasValue("incident-7");
            assertThat(log.records()).singleElement().satisfies(logged -> {
                assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
                assertThat(logged.getMessage()).isEqualTo("Incident incident-7");
                assertThat(logged.getThrown()).hasMessage("gap at 7");
            });
        }
    }

    @Test
    void aStackOverflowIsAnswered() {
        assertThat(around(request -> {
                            throw new StackOverflowError();
                        })
                        .handle(request("GET", "/"))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aStreamThatBreaksIsLoggedAndStaysBroken() {
        HttpResponse response = around(r -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
                    out.write(1);
                    throw new CorruptStoreException("gap");
                }))
                .handle(request("GET", "/"));
        try (CapturedLog log = CapturedLog.of(ErrorMapping.class)) {
            assertThatThrownBy(() -> Requests.bytes(response))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("incident-7");
            assertThat(log.records()).hasSize(1);
        }
    }

    @Test
    void aPeerThatIsGoneIsNoIncident() {
        HttpResponse response = around(r -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
                    throw new PeerGoneException("gone");
                }))
                .handle(request("GET", "/"));
        try (CapturedLog log = CapturedLog.of(ErrorMapping.class)) {
            ResponseBody.Streamed body = (ResponseBody.Streamed) response.body();
            assertThatThrownBy(() -> body.writer().write(new ByteArrayOutputStream()))
                    .isInstanceOf(PeerGoneException.class);
            assertThat(log.records()).isEmpty();
        }
    }
}

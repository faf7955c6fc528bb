package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Headers that browsers and caches act on, and compression (protocol 3.2). */
class AnswerHeadersTest extends OnNode {
    private static final Headers STRANGE = Headers.of("Origin", "https://evil.example");
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private static Headers preflight(Headers headers) {
        return headers.with("Access-Control-Request-Method", "POST");
    }

    @Test
    void everyAnswerKeepsBrowsersFromGuessingAndCachesFromKeeping() {
        for (String target : List.of("/health", "/nothing", "/system/tenants")) {
            Headers headers = get(target).headers();
            assertThat(headers.first("X-Content-Type-Options")).as(target).hasValue("nosniff");
            assertThat(headers.first("X-Frame-Options")).as(target).hasValue("DENY");
            assertThat(headers.first("Referrer-Policy")).as(target).hasValue("no-referrer");
            assertThat(headers.first("Cache-Control")).as(target).hasValue("no-store");
            assertThat(headers.first("Content-Security-Policy")).as(target).isPresent();
            assertThat(headers.has("Set-Cookie")).as(target).isFalse();
        }
    }

    @Test
    void anOriginThatIsNotLetInIsAnsweredWithoutPermission() {
        for (String method : List.of("GET", "OPTIONS")) {
            Headers answer =
                    send(method, "/health", preflight(STRANGE), Bytes.empty()).headers();
            assertThat(answer.has(ALLOW_ORIGIN)).isFalse();
            assertThat(answer.has("Access-Control-Allow-Methods")).isFalse();
        }
    }

    @Test
    void theOriginThatIsLetInIsNamedOnEveryAnswerAndInPreflights() {
        assumeTrue(node.allowedOrigin().isPresent(), "this node lets no origin in");
        String origin = node.allowedOrigin().orElseThrow();
        Headers from = Headers.of("Origin", origin);
        for (String target : List.of("/health", "/nothing")) {
            Headers answer = send("GET", target, from, Bytes.empty()).headers();
            assertThat(answer.first(ALLOW_ORIGIN)).hasValue(origin);
            assertThat(answer.joined("Vary").toLowerCase(Locale.ROOT)).contains("origin");
        }
        Answer preflight = send("OPTIONS", "/any/sync/docs/putEntries", preflight(from), Bytes.empty());
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().first(ALLOW_ORIGIN)).hasValue(origin);
        assertThat(preflight.headers().first("Access-Control-Allow-Methods")).hasValue("GET, POST, PUT, DELETE");
        assertThat(preflight.headers().first("Access-Control-Allow-Headers")).hasValue("Content-Type, Authorization");
    }

    @Test
    void longJsonIsEncodedForWhoeverTakesItAndCiphertextNever() throws IOException {
        Session alice = newTenant().grant().login(Person.ALICE);
        TestEntries entries = Person.ALICE.entries(1);
        List<ArrivedEntry> some = Stream.generate(() -> entries.docCreate(entries.newDocId()))
                .limit(20)
                .toList();
        alice.docs("notes").putBinary(some).ok();

        String ids = "/" + alice.tenantId() + "/sync/docs/getAllIds?dbId=notes";
        Headers plain = Headers.of("Authorization", "Bearer " + alice.token());
        Answer asIs = send("GET", ids, plain, Bytes.empty());
        assertThat(asIs.headers().has("Content-Encoding")).isFalse();
        Answer encoded = send("GET", ids, plain.with("Accept-Encoding", "br, gzip"), Bytes.empty());
        assertThat(encoded.headers().first("Content-Encoding")).hasValue("gzip");
        assertThat(encoded.headers().joined("Vary")).contains("Accept-Encoding");
        try (var unzipped = new GZIPInputStream(encoded.body().asInputStream())) {
            assertThat(Bytes.wrap(unzipped.readAllBytes())).isEqualTo(asIs.body());
        }

        var wanted = StoreClient.withIds(some.stream().map(ArrivedEntry::id).toList())
                .put("dbId", "notes");
        Answer frames = send(
                "POST",
                "/" + alice.tenantId() + "/sync/docs/getEntriesBinary",
                plain.with("Accept-Encoding", "gzip").with("Content-Type", "application/json"),
                Bytes.utf8(wanted.toString()));
        assertThat(frames.headers().first("Content-Type")).hasValue("application/octet-stream");
        assertThat(frames.headers().has("Content-Encoding")).isFalse();
        assertThat(alice.docs("notes").opened(frames.body())).hasSize(20);
    }
}

package io.blindhop.infra.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.HttpStack;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalServerTest {
    private static final int LIMIT = 1024 * 1024;
    private static final int MEGABYTE = 1 << 20;

    private final AtomicLong written = new AtomicLong();
    private final CompletableFuture<Throwable> writerFailed = new CompletableFuture<>();
    private final CountDownLatch slowStarted = new CountDownLatch(1);
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        Router router = Router.builder()
                .get("/hello", request -> HttpResponse.json(200, "{\"hello\":true}"))
                .post(
                        "/length",
                        request -> HttpResponse.json(
                                200, String.valueOf(request.body().length())))
                .get("/megabytes/:count", this::megabytes)
                .get("/fails/:after", request -> octets(out -> fail(out, request)))
                .get(
                        "/short",
                        request -> HttpResponse.streamed(200, HttpResponse.OCTETS, 10, out -> out.write(new byte[9])))
                .get(
                        "/long",
                        request -> HttpResponse.streamed(200, HttpResponse.OCTETS, 10, out -> out.write(new byte[11])))
                .get("/slow", this::slow)
                .build();
        HttpStack stack = new HttpStack(
                Set.of(),
                LIMIT,
                OptionalLong.empty(),
                InstantSource.system(),
                () -> "incident",
                report -> {},
                Optional.empty());
        ServerOptions options = new ServerOptions(
                "127.0.0.1", 0, LIMIT, 16L * MEGABYTE, Duration.ofSeconds(120), Duration.ofSeconds(10));
        server = LocalServer.start(options, stack.around(router, UnaryOperator.identity()));
    }

    @AfterEach
    void stop() {
        slowMayEnd.countDown();
        server.close();
        client.close();
    }

    private HttpResponse megabytes(HttpRequest request) {
        int count = Integer.parseInt(request.parameter("count"));
        return octets(out -> {
            byte[] chunk = new byte[MEGABYTE];
            try {
                for (int i = 0; i < count; i++) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            } catch (IOException e) {
                writerFailed.complete(e);
                throw e;
            }
        });
    }

    private static void fail(java.io.OutputStream out, HttpRequest request) throws IOException {
        out.write(new byte[Integer.parseInt(request.parameter("after"))]);
        out.flush();
        throw new IllegalStateException("the store broke");
    }

    private HttpResponse slow(HttpRequest request) {
        slowStarted.countDown();
        try {
            slowMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return HttpResponse.json(200, "\"done\"");
    }

    private static HttpResponse octets(ResponseBody.Writer writer) {
        return HttpResponse.streamed(200, HttpResponse.OCTETS, writer);
    }

    private java.net.http.HttpRequest.Builder to(String path) {
        return java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private java.net.http.HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(to(path).build(), BodyHandlers.ofByteArray());
    }

    private RawConnection raw() throws IOException {
        return new RawConnection(InetAddress.getLoopbackAddress(), server.port());
    }

    @Test
    void anAnswerArrivesWithItsHeadersOverAConnectionThatStaysOpen() throws Exception {
        try (RawConnection connection = raw()) {
            for (int i = 0; i < 3; i++) {
                connection.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(connection.readAnswer("{\"hello\":true}"))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .containsIgnoringCase("x-content-type-options: nosniff");
            }
        }
    }

    @Test
    void twoHundredMegabytesAreStreamedWhole() throws Exception {
        try (var body = client.send(to("/megabytes/200").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(200L * MEGABYTE);
        }
    }

    @Test
    void aSlowReaderHoldsTheWriterBack() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("GET /megabytes/200 HTTP/1.1\r\nHost: a\r\n\r\n");
            long before = -1;
            while (written.get() == 0 || before != written.get()) {
                before = written.get();
                connection.waitABit();
            }
            assertThat(written.get()).isLessThan(16L * MEGABYTE);
        }
    }

    @Test
    void aWriterIsToldThatItsClientIsGone() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("GET /megabytes/2000 HTTP/1.1\r\nHost: a\r\n\r\n");
            connection.read(1);
        }
        assertThat(writerFailed.get()).isInstanceOf(io.blindhop.functions.http.PeerGoneException.class);
    }

    @Test
    void aBodyThatFailsHalfWayIsAnErrorForARealClient() {
        for (int after : new int[] {0, 1, 100_000, 3 * MEGABYTE}) {
            assertThatThrownBy(() -> get("/fails/" + after)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFlushSendsTheHeadersEvenBeforeTheFirstByteOfTheBody() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("GET /fails/0 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
        }
    }

    @Test
    void aBodyThatFailsHalfWayNeverHasALastChunk() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("GET /fails/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.readToEnd()).contains("HTTP/1.1 200 OK").doesNotEndWith("0\r\n\r\n");
        }
    }

    @Test
    void aBodyThatIsNotAsLongAsPromisedIsAnErrorForARealClient() {
        assertThatThrownBy(() -> get("/short")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("/long")).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyOfTheLimitIsTakenAndOneByteMoreIsRefused() throws Exception {
        assertThat(post(LIMIT).statusCode()).isEqualTo(200);
        assertThat(post(LIMIT).body()).isEqualTo(String.valueOf(LIMIT));
        assertThat(post(LIMIT + 1).statusCode()).isEqualTo(413);
        assertThat(post(LIMIT + 1).body()).isEqualTo("{\"error\":\"Request body too large\"}");
    }

    private java.net.http.HttpResponse<String> post(int length) throws Exception {
        return client.send(
                to("/length")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(new byte[length]))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aRefusalReachesAClientThatSendsEverythingBeforeItReads() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: " + 12 * MEGABYTE + "\r\n\r\n");
            for (int i = 0; i < 12; i++) {
                connection.send(new byte[MEGABYTE]);
            }
            assertThat(connection.readAnswer("Request body too large\"}")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyWithoutAnEndIsAnsweredAndCut() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("100000\r\n" + "a".repeat(MEGABYTE) + "\r\n").getBytes(ISO_8859_1);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            connection.send(chunk);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatAsksFirstIsRefusedBeforeItSends() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: " + (LIMIT + 1)
                    + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.readToEnd()).startsWith("HTTP/1.1 413 ");
        }
        try (RawConnection connection = raw()) {
            connection.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.readAnswer("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            connection.send("abc");
            assertThat(connection.readAnswer("\r\n\r\n3")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void cutRequestsLeaveTheServerAtWork() throws Exception {
        String request = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde";
        for (int length = 1; length < request.length(); length++) {
            try (RawConnection connection = raw()) {
                connection.send(request.substring(0, length));
            }
        }
        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void garbageIsABadRequestAlsoAfterAGoodOne() throws Exception {
        try (RawConnection connection = raw()) {
            connection.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n\u0001garbage\r\n\r\n");
            assertThat(connection.readToEnd())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains(" 400 Bad Request")
                    .endsWith("{\"error\":\"The request is not valid HTTP\"}");
        }
    }

    @Test
    void headersAndLinesThatAreTooLongAreRefused() throws Exception {
        assertThat(statusLine("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .contains(" 414 ");
        assertThat(statusLine("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(statusLine("GET /hello HTTP/1.0\r\n\r\n")).contains(" 505 ");
    }

    private String statusLine(String request) throws IOException {
        try (RawConnection connection = raw()) {
            connection.send(request);
            return connection.readToEnd().lines().findFirst().orElse("");
        }
    }

    @Test
    void pathTricksAreBadRequests() throws Exception {
        for (String path : new String[] {
            "/../hello", "//hello", "/%2e%2e/hello", "/hello%2f", "/%zz", "/%ff", "*", "http://a/hello"
        }) {
            assertThat(statusLine("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        var head = client.send(to("/hello").HEAD().build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(14);
        assertThat(head.body()).isEmpty();
        var streamed = client.send(to("/megabytes/1").HEAD().build(), BodyHandlers.ofString());
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(written.get()).isZero();
    }

    @Test
    void optionsNameTheMethods() throws Exception {
        var options = client.send(
                to("/hello")
                        .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void aServerThatStopsLetsARunningRequestFinishAndTakesNoOther() throws Exception {
        var running = client.sendAsync(to("/slow").build(), BodyHandlers.ofString());
        slowStarted.await();
        Thread stopping = Thread.startVirtualThread(server::close);
        boolean refused = false;
        while (!refused) {
            try (RawConnection connection = raw()) {
                connection.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
                refused = !connection.readAnswer("true}").contains(" 200 ");
            } catch (IOException e) {
                refused = true;
            }
        }
        assertThat(running).isNotDone();
        slowMayEnd.countDown();
        assertThat(running.get().body()).isEqualTo("\"done\"");
        stopping.join();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> LocalServer.start(ServerOptions.of("127.0.0.1", server.port(), LIMIT), r -> null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + server.port());
    }
}

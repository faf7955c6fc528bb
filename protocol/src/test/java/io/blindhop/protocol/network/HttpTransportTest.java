package io.blindhop.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.TimeLeft;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTransportTest {
    private static final Request ASK = Request.get("/ask?name=somebody");
    private static final TimeLeft SHORT = () -> Duration.ofMillis(200);

    private ScriptedServer server;
    private HttpTransport transport;

    private void serve(ScriptedServer.Script script) {
        serve(script, Duration.ofSeconds(60));
    }

    private void serve(ScriptedServer.Script script, Duration silence) {
        server = new ScriptedServer(script);
        transport = new HttpTransport(new HttpOptions(server.base(), Duration.ofSeconds(5), silence));
    }

    @AfterEach
    void stop() {
        if (transport != null) {
            transport.close();
            server.close();
        }
    }

    private String ask(TimeLeft timeLeft) {
        try (Answer answer = transport.send(ASK, timeLeft)) {
            return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRequestCarriesItsPartsItsTokenAndItsHops() throws Exception {
        serve((request, count, out) -> out.write(ScriptedServer.answer(200, "yes", "Retry-After: 7", "X-One: 1")));
        Request request = Request.post("/put", "application/octet-stream", List.of(Bytes.utf8("ab"), Bytes.utf8("c")))
                .with(new BearerToken("the.token"))
                .through(new Via(List.of("office", "region-eu")));

        try (Answer answer = transport.send(request, TimeLeft.UNLIMITED)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(answer.header("x-one")).contains("1");
            assertThat(answer.body().readAllBytes()).isEqualTo("yes".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(server.requests())
                .singleElement()
                .asString()
                .startsWith("POST /put HTTP/1.1\r\n")
                .containsIgnoringCase("content-length: 3\r\n")
                .contains("Authorization: Bearer the.token\r\n")
                .contains("Blindhop-Via: office, region-eu\r\n")
                .endsWith("\r\n\r\nabc");
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        serve((request, count, out) -> out.write(ScriptedServer.answer(302, "", "Location: /elsewhere")));

        try (Answer answer = transport.send(ASK, TimeLeft.UNLIMITED)) {
            assertThat(answer.status()).isEqualTo(302);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "",
            })
    void anAnswerThatIsCutOffIsNoAnswer(String said) {
        serve((request, count, out) -> out.write(said.getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining(server.base() + ": GET /ask")
                .hasMessageNotContaining("somebody");
    }

    @Test
    void anAnswerWhoseEndCannotBeToldIsABadOne() {
        serve((request, count, out) -> out.write("HTTP/1.1 200 OK\r\n\r\n12345".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED))
                .isInstanceOf(BadAnswerException.class)
                .hasMessageContaining("without a length");
    }

    @Test
    void whoSaysNothingIsLeftWhenTheTimeIsOver() {
        CountDownLatch end = new CountDownLatch(1);
        serve((request, count, out) -> end.await());

        assertThatThrownBy(() -> ask(timeOver(SHORT))).isInstanceOf(OutOfTimeException.class);
        end.countDown();
    }

    @Test
    void whoStopsHalfWayIsLeftWhenTheTimeIsOver() {
        CountDownLatch end = new CountDownLatch(1);
        serve((request, count, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345".getBytes(StandardCharsets.US_ASCII));
            end.await();
        });

        assertThatThrownBy(() -> ask(timeOver(SHORT))).isInstanceOf(OutOfTimeException.class);
        end.countDown();
    }

    /** Runs out after having been asked for once. */
    private static TimeLeft timeOver(TimeLeft first) {
        AtomicLong asked = new AtomicLong();
        return () -> asked.incrementAndGet() <= 1 ? first.left() : Duration.ZERO;
    }

    @Test
    void silenceIsBoundedThoughThereIsTime() {
        CountDownLatch end = new CountDownLatch(1);
        serve(
                (request, count, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345".getBytes(StandardCharsets.US_ASCII));
                    end.await();
                },
                Duration.ofMillis(200));

        assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining("nothing more of the answer came for 200 ms");
        end.countDown();
    }

    @Test
    void withoutTimeNothingIsSent() {
        serve((request, count, out) -> out.write(ScriptedServer.answer(200, "yes")));

        assertThatThrownBy(() -> ask(() -> Duration.ZERO)).isInstanceOf(OutOfTimeException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anInterruptEndsACallAndAReadAndStays() throws Exception {
        for (String said : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            serve((request, count, out) -> {
                out.write(said.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                asked.countDown();
                end.await();
            });
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = Thread.startVirtualThread(() -> {
                try {
                    ask(TimeLeft.UNLIMITED);
                } catch (CallCancelledException e) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                } catch (RuntimeException e) {
                    interrupted.completeExceptionally(e);
                }
            });
            asked.await();
            caller.interrupt();
            assertThat(interrupted.get()).isTrue();
            end.countDown();
            stop();
        }
    }

    @Test
    void noMoreIsTakenFromTheNetworkThanIsRead() throws Exception {
        AtomicLong written = new AtomicLong();
        byte[] megabyte = new byte[1 << 20];
        serve((request, count, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1024; i++) {
                out.write(megabyte);
                written.addAndGet(megabyte.length);
            }
        });

        try (Answer answer = transport.send(ASK, TimeLeft.UNLIMITED)) {
            assertThat(answer.body().read()).isZero();
            long before = -1;
            while (before != written.get()) {
                before = written.get();
                Thread.sleep(100);
            }
            assertThat(written.get()).isLessThan(64L << 20);
        }
    }

    @Test
    void aCompressedAnswerIsReadAsWhatItWas() throws IOException {
        byte[] gzip = gzip("a text that was compressed");
        serve((request, count, out) -> out.write(ScriptedServer.answer(200, gzip, "Content-Encoding: gzip")));

        assertThat(ask(TimeLeft.UNLIMITED)).isEqualTo("a text that was compressed");
        assertThat(server.requests().getFirst()).contains("Accept-Encoding: gzip\r\n");
    }

    @Test
    void aCompressedAnswerThatIsCutIsNoAnswer() throws IOException {
        byte[] gzip = gzip("a text that was compressed");
        for (int length = 1; length < gzip.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(gzip, length);
            serve((request, count, out) -> out.write(ScriptedServer.answer(200, cut, "Content-Encoding: gzip")));
            assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED))
                    .as("%d of %d bytes", length, gzip.length)
                    .isInstanceOf(RemoteUnreachableException.class);
            stop();
        }
    }

    @Test
    void whatIsNotCompressedAsItSaysOrGoesOnIsABadAnswer() throws IOException {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(gzip("a text"));
        more.writeBytes(new byte[20_000]);
        for (byte[] body : List.of("no gzip at all".getBytes(StandardCharsets.US_ASCII), more.toByteArray())) {
            serve((request, count, out) -> out.write(ScriptedServer.answer(200, body, "Content-Encoding: gzip")));
            assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED)).isInstanceOf(BadAnswerException.class);
            stop();
        }
        serve((request, count, out) -> out.write(ScriptedServer.answer(200, "x", "Content-Encoding: br")));
        assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED)).isInstanceOf(BadAnswerException.class);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void nobodyThereIsSaid() {
        serve((request, count, out) -> {});
        server.close();

        assertThatThrownBy(() -> ask(TimeLeft.UNLIMITED))
                .isInstanceOf(RemoteUnreachableException.class)
                .hasMessageContaining(server.base().toString());
    }

    @Test
    void aTokenIsShownByNothing() {
        BearerToken token = new BearerToken("very.secret.token");

        assertThat(token.toString() + ASK.with(token) + Optional.of(token)).doesNotContain("secret");
        assertThatThrownBy(() -> new BearerToken("secret\r\nHost: elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host", "http://user:password@host", "https://host?q=1", "https://host#f", "host:80", "/x"
            })
    void aUrlThatIsMoreOrLessThanAHostAndAPathIsRefused(String url) {
        assertThatThrownBy(() -> HttpOptions.of(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("password");
    }
}

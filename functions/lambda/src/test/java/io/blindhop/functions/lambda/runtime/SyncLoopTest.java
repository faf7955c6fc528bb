package io.blindhop.functions.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncLoopTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);

    private final AtomicReference<HttpHandler> handler = new AtomicReference<>();
    private PlatformInTest platform;
    private SyncLoop loop;
    private Thread copy;

    @BeforeEach
    void aCopyIsRunning() throws IOException {
        platform = new PlatformInTest();
        loop = new SyncLoop(
                new RuntimeApi(platform.address()),
                new InvocationDeadline(Clock.systemUTC()),
                request -> handler.get().handle(request));
        copy = Thread.ofPlatform().daemon().start(() -> {
            try {
                loop.run();
            } catch (IOException thePlatformIsGone) {
                // The test is over.
            }
        });
    }

    @AfterEach
    void thePlatformGoes() throws InterruptedException {
        platform.close();
        loop.close();
        copy.join(10_000);
    }

    private static String event(String method, String path) {
        return "{\"rawPath\":\"" + path + "\",\"headers\":{\"a\":\"b\"},\"requestContext\":{\"http\":{\"method\":\""
                + method + "\",\"sourceIp\":\"192.0.2.1\"}}}";
    }

    @Test
    void anAnswerIsStreamedBehindItsPrelude() throws InterruptedException {
        AtomicReference<HttpRequest> seen = new AtomicReference<>();
        handler.set(request -> {
            seen.set(request);
            return HttpResponse.json(201, "{\"id\":\"first\"}");
        });

        platform.invoke("first", PLENTY, event("POST", "/x"));
        PlatformInTest.Sent sent = platform.answer();

        assertThat(seen.get().target()).isEqualTo("/x");
        assertThat(sent.path()).isEqualTo("/2018-06-01/runtime/invocation/first/response");
        assertThat(sent.headers())
                .containsEntry("Lambda-Runtime-Function-Response-Mode", "streaming")
                .containsEntry("Transfer-Encoding", "chunked")
                .containsEntry("Content-Type", "application/vnd.awslambda.http-integration-response")
                .containsEntry("Trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
        assertThat(sent.prelude())
                .isEqualTo("{\"statusCode\":201,\"headers\":{\"Content-Type\":\"application/json; charset=utf-8\"},"
                        + "\"cookies\":[]}");
        assertThat(sent.content()).isEqualTo(Bytes.utf8("{\"id\":\"first\"}"));
        assertThat(sent.whole()).isTrue();
        assertThat(sent.trailers()).isEmpty();
    }

    @Test
    void aBodyThatFailsEndsWithAnErrorAndTheCopyGoesOn() throws InterruptedException {
        handler.set(request -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
            out.write(new byte[100_000]);
            throw new IOException("the secret cause");
        }));
        platform.invoke("first", PLENTY, event("GET", "/x"));
        PlatformInTest.Sent sent = platform.answer();

        assertThat(sent.content().length()).isEqualTo(100_000);
        assertThat(sent.trailers()).containsEntry("Lambda-Runtime-Function-Error-Type", "Blindhop.AnswerCut");
        assertThat(sent.errorBody())
                .contains("\"errorType\":\"Blindhop.AnswerCut\"")
                .doesNotContain("secret");

        handler.set(request -> HttpResponse.empty(204));
        platform.invoke("second", PLENTY, event("GET", "/x"));
        assertThat(platform.answer().path()).endsWith("/second/response");
    }

    @Test
    void anAnswerIsNotProducedBeyondTheTimeOfTheInvocation() throws InterruptedException {
        handler.set(request -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
            while (true) {
                out.write(1);
            }
        }));
        platform.invoke("first", InvocationDeadline.RESERVE.plusMillis(200), event("GET", "/x"));

        assertThat(platform.answer().trailers()).containsKey("Lambda-Runtime-Function-Error-Type");
    }

    @Test
    void anAnswerThatNobodyReadsIsCutWhenTheTimeIsOver() throws InterruptedException {
        platform.stopReadingAfter(10);
        AtomicReference<String> second = new AtomicReference<>("");
        handler.set(request -> {
            if (request.target().equals("/first")) {
                return HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
                    byte[] much = new byte[1 << 20];
                    while (true) {
                        out.write(much);
                    }
                });
            }
            second.set(request.target());
            return HttpResponse.empty(204);
        });
        platform.invoke("1", InvocationDeadline.RESERVE.plusMillis(200), event("GET", "/first"));
        platform.invoke("2", PLENTY, event("GET", "/second"));
        for (int i = 0; i < 300 && second.get().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(second).hasValue("/second");
    }

    @Test
    void anAnswerToHeadHasNoBody() throws InterruptedException {
        handler.set(request -> HttpResponse.json(200, "{}"));
        platform.invoke("first", PLENTY, event("HEAD", "/x"));
        assertThat(platform.answer().content()).isEqualTo(Bytes.empty());
    }

    @Test
    void anEventThatIsNoRequestFailsItsInvocationOnly() throws InterruptedException {
        handler.set(request -> HttpResponse.empty(204));
        platform.invoke("first", PLENTY, "{\"source\":\"aws.events\"}");
        PlatformInTest.Sent sent = platform.answer();

        assertThat(sent.path()).isEqualTo("/2018-06-01/runtime/invocation/first/error");
        assertThat(sent.headers()).containsEntry("Lambda-Runtime-Function-Error-Type", "Blindhop.InvalidEvent");
        assertThat(sent.body().toUtf8()).contains("\"errorType\":\"Blindhop.InvalidEvent\"", "\"stackTrace\":[]");

        platform.invoke("second", PLENTY, event("GET", "/x"));
        assertThat(platform.answer().path()).endsWith("/second/response");
    }

    @Test
    void aHandlerThatFailsFailsItsInvocationOnly() throws InterruptedException {
        handler.set(request -> {
            throw new IllegalStateException("the secret cause");
        });
        platform.invoke("first", PLENTY, event("GET", "/x"));
        PlatformInTest.Sent sent = platform.answer();
        assertThat(sent.path()).isEqualTo("/2018-06-01/runtime/invocation/first/error");
        assertThat(sent.body().toUtf8()).contains("Blindhop.NoAnswer").doesNotContain("secret");

        handler.set(request -> HttpResponse.empty(204));
        platform.invoke("second", PLENTY, event("GET", "/x"));
        assertThat(platform.answer().path()).endsWith("/second/response");
    }

    @Test
    void connectionsThatThePlatformClosesAreOpenedAgain() throws InterruptedException {
        handler.set(request -> HttpResponse.json(200, "{}"));
        platform.closeConnections();
        for (String id : List.of("first", "second", "third")) {
            platform.invoke(id, PLENTY, event("GET", "/x"));
            assertThat(platform.answer().path()).endsWith("/" + id + "/response");
        }
    }

    @Test
    void aCopyThatCannotStartSaysWhy() throws IOException, InterruptedException {
        try (RuntimeApi api = new RuntimeApi(platform.address())) {
            api.failToStart(new Failure("Blindhop.InvalidSettings", "BLINDHOP_TABLE is not set"));
        }
        PlatformInTest.Sent sent = platform.answer();
        assertThat(sent.path()).isEqualTo("/2018-06-01/runtime/init/error");
        assertThat(sent.body().toUtf8()).contains("BLINDHOP_TABLE is not set");
    }

    @Test
    void aPlatformThatRefusesIsAnError() throws IOException {
        try (RuntimeApi api = new RuntimeApi(platform.address())) {
            platform.close();
            assertThatThrownBy(api::next).isInstanceOf(IOException.class);
        }
    }
}

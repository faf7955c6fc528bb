package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.blindhop.functions.fixture.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, or are none of ours. */
@Timeout(60)
class UnreachableServerTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("status"),
            List.of("tenant", "list"),
            List.of("tenant", "show", "acme"),
            List.of("tenant", "delete", "acme"),
            List.of("tenant", "restore", "acme"),
            List.of("tenant", "quota", "acme"),
            List.of("user", "list", "acme"),
            List.of("user", "show", "acme", "alice"),
            List.of("config", "get"));

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        OperatorServer.write(folder, "sysadmin", Person.SYSADMIN);
    }

    private Run run(List<String> command, String url) {
        return Run.of(Stream.concat(command.stream(), Stream.of("--url", url, "--data", folder.toString()))
                .toArray(String[]::new));
    }

    @Test
    void whereNobodyListensEveryCommandEndsWithThree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (List<String> command : COMMANDS) {
            Run run = run(command, "http://127.0.0.1:" + port);
            assertThat(run.exitCode()).as(command.toString()).isEqualTo(3);
            assertThat(run.err()).as(command.toString()).contains("No answer from http://127.0.0.1:" + port);
        }
    }

    @Test
    void whatIsNoUrlOfAServerIsAWrongOption() {
        for (String url : List.of("ftp://host", "host", "http://host/path", "http://user:word@host", "http://a b")) {
            assertThat(run(List.of("tenant", "list"), url).exitCode()).as(url).isEqualTo(2);
        }
    }

    @Test
    void aTextThatIsNoChallengeIsNotSigned() throws IOException {
        for (String text : List.of("short", "I hereby grant everything", "a".repeat(2049), "a/b/c/d/e/f/g/h/i/j")) {
            Answered answered = answer(200, "{\"challenge\": \"" + text + "\"}", "/unused");
            assertThat(answered.run().exitCode()).as(text).isEqualTo(1);
            assertThat(answered.run().err()).as(text).contains("not signed");
            assertThat(answered.requests()).as(text).isEqualTo(1);
        }
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        Answered answered = answer(307, "", "/elsewhere");
        assertThat(answered.run().exitCode()).isEqualTo(1);
        assertThat(answered.run().err()).contains("a redirect to /elsewhere");
        assertThat(answered.requests()).isEqualTo(1);
    }

    @Test
    void anotherWebServerIsSeenForWhatItIs() throws IOException {
        assertThat(answer(200, "<html>It works!</html>", "/").run().exitCode()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutBoundIsNotReadToItsEnd() throws IOException {
        Answered answered = answer(200, " ".repeat(17 * 1024 * 1024), "/");
        assertThat(answered.run().exitCode()).isEqualTo(3);
    }

    @Test
    void whatAServerSaysDoesNotSteerTheTerminal() throws IOException {
        Answered answered = answer(400, "{\"error\": \"\\u001b[2Jgone\\n\"}", "/");
        assertThat(answered.run().err()).contains("400 ?[2Jgone?").doesNotContain("\u001b");
    }

    private record Answered(Run run, int requests) {}

    /** Runs {@code tenant list} against a server that always answers the same. */
    private Answered answer(int status, String body, String location) throws IOException {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            return new Answered(run(List.of("tenant", "list"), "http://127.0.0.1:" + port), requests.get());
        } finally {
            server.stop(0);
        }
    }
}

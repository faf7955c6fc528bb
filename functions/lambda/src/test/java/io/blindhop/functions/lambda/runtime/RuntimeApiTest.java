package io.blindhop.functions.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform that gives one answer for each connection and then hangs up without a word. */
class RuntimeApiTest {
    private static final String TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    private static final String WORK = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: one\r\n"
            + "Lambda-Runtime-Deadline-Ms: 1000\r\nContent-Length: 2\r\n\r\n{}";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;
    private RuntimeApi api;

    @BeforeEach
    void thePlatformListens() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        api = new RuntimeApi("127.0.0.1:" + server.getLocalPort());
    }

    @AfterEach
    void thePlatformGoes() throws IOException {
        api.close();
        server.close();
        threads.shutdownNow();
    }

    private void answerInTurn(List<String> answers) {
        var _ = threads.submit(() -> {
            for (String answer : answers) {
                try (Socket socket = server.accept()) {
                    readRequest(socket);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
            return null;
        });
    }

    private static void readRequest(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsReplacedWhenAskingForWork() throws IOException {
        answerInTurn(List.of(TAKEN, WORK));

        api.fail("zero", new Failure("A.B", "text"));

        assertThat(api.next().requestId()).isEqualTo("one");
    }

    @Test
    void aConnectionIsUsedAgain() throws IOException {
        var _ = threads.submit(() -> {
            try (Socket only = server.accept()) {
                for (String answer : List.of(WORK, TAKEN, WORK)) {
                    readRequest(only);
                    only.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
            return null;
        });

        api.next();
        api.fail("one", new Failure("A.B", "text"));

        assertThat(api.next().requestId()).isEqualTo("one");
    }

    @Test
    void aRefusalIsAnErrorWithItsText() {
        answerInTurn(List.of("HTTP/1.1 403 Forbidden\r\nContent-Length: 5\r\n\r\nState", WORK));

        assertThatThrownBy(() -> api.next())
                .isInstanceOf(IOException.class)
                .hasMessage("The Runtime API answered 403: State");
    }

    @Test
    void workWithoutADeadlineIsAnError() {
        answerInTurn(List.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));

        assertThatThrownBy(() -> api.next())
                .isInstanceOf(IOException.class)
                .hasMessage("The Runtime API gave no deadline");
    }
}

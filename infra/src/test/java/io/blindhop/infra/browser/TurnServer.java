package io.blindhop.infra.browser;

import io.blindhop.functions.settings.SignalingVariables;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running coturn on the loopback address, for those who know its secret. */
final class TurnServer implements AutoCloseable {
    private static final String SECRET = "a secret of coturn and the local server";
    private static final int ATTEMPTS = 100;
    private static final int WAIT_MILLIS = 100;

    private final Process process;
    private final int port;

    private TurnServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Returns when it answers.
     *
     * @param folder for what it writes
     * @throws IOException if it does not within ten seconds
     */
    static TurnServer start(Path folder) throws IOException {
        int port = freePort();
        Path log = folder.resolve("turnserver.log");
        Process process = new ProcessBuilder(
                        InstalledProgram.TURNSERVER
                                .find(System.getenv())
                                .orElseThrow()
                                .toString(),
                        "-n",
                        "--listening-ip=127.0.0.1",
                        "--listening-port=" + port,
                        "--relay-ip=127.0.0.1",
                        "--allow-loopback-peers",
                        "--realm=blindhop",
                        "--use-auth-secret",
                        "--static-auth-secret=" + SECRET,
                        "--no-tls",
                        "--no-dtls",
                        "--no-cli",
                        "--db=" + folder.resolve("turnserver.db"),
                        "--pidfile=" + folder.resolve("turnserver.pid"),
                        "--log-file=stdout")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        TurnServer server = new TurnServer(process, port);
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            server.close();
            throw new IOException("turnserver does not answer; see what it says: " + Files.readString(log), e);
        }
    }

    /** What the local server has to be told. */
    Map<String, String> variables() {
        return Map.of(
                SignalingVariables.TURN_URLS,
                "turn:127.0.0.1:" + port + "?transport=udp",
                SignalingVariables.TURN_SECRET,
                SECRET);
    }

    /** Asks for the own address (RFC 8489, section 3), which needs no credentials, until there is an answer. */
    private void awaitAnswer() throws IOException {
        byte[] binding =
                ByteBuffer.allocate(20).putInt(0x00010000).putInt(0x2112A442).array();
        InetAddress host = InetAddress.getLoopbackAddress();
        try (DatagramSocket socket = new DatagramSocket(0, host)) {
            socket.setSoTimeout(WAIT_MILLIS);
            for (int attempt = 1; ; attempt++) {
                socket.send(new DatagramPacket(binding, binding.length, host, port));
                try {
                    socket.receive(new DatagramPacket(new byte[512], 512));
                    return;
                } catch (SocketTimeoutException e) {
                    if (attempt == ATTEMPTS || !process.isAlive()) {
                        throw e;
                    }
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.blindhop.infra.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.locks.LockSupport;

/** A client that says exactly what it is told to. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection(InetAddress address, int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.connect(new InetSocketAddress(address, port));
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** What arrives up to this text, or up to the end if it does not come. */
    String readAnswer(String last) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(last) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    /** What arrives before the connection ends, in order or by a reset. */
    String readToEnd() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(answer);
        } catch (SocketException e) {
            return answer.toString(ISO_8859_1);
        }
        return answer.toString(ISO_8859_1);
    }

    /** Lets the server fill the buffers of the network, of which the test has no other sign. */
    void waitABit() {
        LockSupport.parkNanos(200_000_000);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

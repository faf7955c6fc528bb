package io.blindhop.protocol.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A server that speaks HTTP/1.1 one connection at a time and says exactly what a test tells it to, byte by byte: one request
 * of a connection is read, its answer written, the connection closed.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Script script;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final Thread accepting;

    /** Answers one request. */
    @FunctionalInterface
    public interface Script {
        /**
         * Writes an answer, or a part of one.
         *
         * @param request its line and its headers
         * @param count of the requests so far, this one included
         */
        void answer(String request, int count, OutputStream out) throws IOException, InterruptedException;
    }

    public ScriptedServer(Script script) {
        this.script = script;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.accepting = Thread.startVirtualThread(this::accept);
    }

    /** An answer with a length. */
    public static byte[] answer(int status, String body, String... headers) {
        return answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static byte[] answer(int status, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(
                "HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.length + "\r\n" + "Connection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Line and headers of each request. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The lines that begin like that. */
    public long requestsTo(String path) {
        return requests().stream()
                .filter(request -> request.split(" ", 3)[1].equals(path))
                .count();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.startVirtualThread(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = request(connection.getInputStream());
            requests.add(request);
            script.answer(request, requests.size(), connection.getOutputStream());
        } catch (IOException | InterruptedException theClientLeft) {
            requests.add("GONE the-client-left");
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the client left");
            }
            head.append((char) c);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head.append(new String(in.readNBytes(length), StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            synchronized (open) {
                for (Socket connection : open) {
                    connection.close();
                }
            }
            accepting.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

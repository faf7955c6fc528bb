package io.blindhop.infra.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** The Runtime API seen from a runtime, over plain sockets: sends exactly what a test wants to be sent. */
final class RuntimeClient {
    static final String BASE = "/2018-06-01/runtime/";

    private final String host;
    private final int port;

    RuntimeClient(String address) {
        int colon = address.lastIndexOf(':');
        host = address.substring(0, colon);
        port = Integer.parseInt(address.substring(colon + 1));
    }

    record Answer(int status, Map<String, String> headers, String body) {}

    Answer next() throws IOException {
        return send("GET " + BASE + "invocation/next HTTP/1.1\r\nHost: " + host + "\r\n\r\n", new byte[0]);
    }

    Answer post(String path, String headers, byte[] body) throws IOException {
        return send(
                "POST " + BASE + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length + "\r\n"
                        + headers + "\r\n",
                body);
    }

    Answer send(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            socket.getOutputStream().write(body);
            return read(socket.getInputStream());
        }
    }

    Streaming stream(String id, String headers) throws IOException {
        Socket socket = new Socket(host, port);
        socket.getOutputStream()
                .write(("POST " + BASE + "invocation/" + id + "/response HTTP/1.1\r\nHost: " + host + "\r\n"
                                + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                                + "Transfer-Encoding: chunked\r\n" + headers + "\r\n")
                        .getBytes(ISO_8859_1));
        return new Streaming(socket);
    }

    /** A response under way. */
    record Streaming(Socket socket) {
        Streaming chunk(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
            out.write(bytes);
            out.write("\r\n".getBytes(ISO_8859_1));
            out.flush();
            return this;
        }

        Streaming chunk(String text) throws IOException {
            return chunk(text.getBytes(UTF_8));
        }

        Answer end(String trailers) throws IOException {
            try (socket) {
                socket.getOutputStream().write(("0\r\n" + trailers + "\r\n").getBytes(ISO_8859_1));
                return read(socket.getInputStream());
            }
        }

        void cut() throws IOException {
            socket.close();
        }
    }

    private static Answer read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Answer(status, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The Runtime API closed the connection after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}

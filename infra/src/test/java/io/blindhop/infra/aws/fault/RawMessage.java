package io.blindhop.infra.aws.fault;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request or an answer of HTTP/1.1 as it is on the wire; its lines are the first line and the headers. */
record RawMessage(List<String> lines, Bytes body) {
    RawMessage {
        lines = List.copyOf(lines);
    }

    /** Empty if the peer has closed the connection. A body without a length goes on until the connection ends. */
    static Optional<RawMessage> read(InputStream in, OutputStream back, boolean toTheEnd) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(head.toByteArray())) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
        }
        RawMessage message = new RawMessage(
                head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList(), Bytes.empty());
        if (message.header("Expect").isPresent()) {
            back.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            back.flush();
        }
        return Optional.of(new RawMessage(message.lines(), message.body(in, toTheEnd)));
    }

    private static boolean endsWithEmptyLine(byte[] bytes) {
        int n = bytes.length;
        return n >= 4 && bytes[n - 4] == '\r' && bytes[n - 3] == '\n' && bytes[n - 2] == '\r' && bytes[n - 1] == '\n';
    }

    private Bytes body(InputStream in, boolean toTheEnd) throws IOException {
        if (toTheEnd) {
            return Bytes.wrap(in.readAllBytes());
        }
        int length = Integer.parseInt(header("Content-Length").orElse("0"));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body ended after " + bytes.length + " of " + length + " bytes");
        }
        return Bytes.wrap(bytes);
    }

    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    RawMessage with(String name, String value) {
        List<String> changed = new ArrayList<>(without(name).lines());
        changed.add(name + ": " + value);
        return new RawMessage(changed, body);
    }

    RawMessage without(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return new RawMessage(
                lines.stream()
                        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(prefix))
                        .toList(),
                body);
    }

    RawMessage withBody(String text) {
        Bytes bytes = Bytes.utf8(text);
        return new RawMessage(lines, bytes).with("Content-Length", Integer.toString(bytes.length()));
    }

    /** What the request asks for: the operation of DynamoDB, or the method. */
    String operation() {
        return header("X-Amz-Target")
                .map(target -> target.substring(target.indexOf('.') + 1))
                .orElseGet(() -> lines.getFirst().substring(0, lines.getFirst().indexOf(' ')));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        body.writeTo(out);
    }
}

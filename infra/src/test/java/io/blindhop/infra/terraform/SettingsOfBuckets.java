package io.blindhop.infra.terraform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * s3proxy with what it lacks: the settings of a bucket that Terraform makes ({@code ?policy} and the like) are kept and given
 * back as they came. Nobody acts by them. Everything else goes on to s3proxy byte for byte, for requests are signed.
 */
final class SettingsOfBuckets implements AutoCloseable {
    /** By name of the setting: the error where there is none. */
    private static final Map<String, String> MISSING = Map.of(
            "policy", "NoSuchBucketPolicy",
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "ownershipControls", "OwnershipControlsNotFoundError",
            "tagging", "NoSuchTagSet");

    private static final Pattern SETTING = Pattern.compile("^(GET|PUT|DELETE) (/[^/?]+)\\?(\\w+)=? ");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)$");
    private static final String END = "\r\n\r\n";

    private final ServerSocket socket;
    private final URI s3;
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    private SettingsOfBuckets(ServerSocket socket, URI s3) {
        this.socket = socket;
        this.s3 = s3;
    }

    /** On a free port of the loopback. */
    static SettingsOfBuckets before(URI s3) throws IOException {
        SettingsOfBuckets settings =
                new SettingsOfBuckets(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), s3);
        Thread.ofVirtual().start(settings::serve);
        return settings;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** What is kept of a setting; empty if it was never made, or deleted. */
    Optional<String> of(String bucket, String setting) {
        return Optional.ofNullable(kept.get("/" + bucket + "?" + setting))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException("no connection could be taken", e);
                }
            }
        }
    }

    private void answer(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            Matcher setting = SETTING.matcher(head);
            if (setting.find() && MISSING.containsKey(setting.group(3))) {
                keep(setting, body(head, in), client.getOutputStream());
            } else if (!head.isEmpty()) {
                pass(head, in, client.getOutputStream());
            }
        } catch (IOException e) {
            // The client is gone, and says itself what it misses.
            System.err.println("a connection of Terraform ended: " + e);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static byte[] body(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        return length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    }

    private void keep(Matcher setting, byte[] body, OutputStream out) throws IOException {
        String name = setting.group(2) + "?" + setting.group(3);
        switch (setting.group(1)) {
            case "PUT" -> {
                kept.put(name, body);
                send(out, "200 OK", new byte[0]);
            }
            case "DELETE" -> {
                kept.remove(name);
                send(out, "204 No Content", new byte[0]);
            }
            default -> {
                byte[] value = kept.get(name);
                String error = "<Error><Code>" + MISSING.get(setting.group(3)) + "</Code></Error>";
                send(
                        out,
                        value == null ? "404 Not Found" : "200 OK",
                        value == null ? error.getBytes(StandardCharsets.UTF_8) : value);
            }
        }
    }

    private static void send(OutputStream out, String status, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + body.length + END;
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
    }

    /** One request on each connection: what would come after it would not be looked at. */
    private void pass(String head, InputStream in, OutputStream out) throws IOException {
        try (Socket proxy = new Socket(s3.getHost(), s3.getPort())) {
            String alone = head.substring(0, head.length() - 2) + "Connection: close" + END;
            proxy.getOutputStream().write(alone.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofVirtual().start(() -> passBody(in, proxy));
            proxy.getInputStream().transferTo(out);
        }
    }

    private static void passBody(InputStream in, Socket proxy) {
        try {
            in.transferTo(proxy.getOutputStream());
        } catch (IOException e) {
            // The answer has come, and both connections are closed.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.blindhop.infra.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An address behind which a server can be put, another one, or none; or something that is no server. */
final class Junction implements AutoCloseable {
    /** What is behind the address. */
    sealed interface Behind {
        record Server(URI url) implements Behind {}

        /** Takes connections and says nothing. */
        record Silence() implements Behind {}

        /** Answers everything with this. */
        record Garbage(String text) implements Behind {}
    }

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Behind behind;

    Junction(Behind behind) throws IOException {
        this.behind = behind;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Ends the connections that there are. */
    void put(Behind next) {
        behind = next;
        open.forEach(Junction::end);
        open.clear();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                end(listening);
            }
        }
    }

    private void serve(Socket client) {
        try {
            switch (behind) {
                case Behind.Server(URI url) -> {
                    Socket server = new Socket(url.getHost(), url.getPort());
                    open.add(server);
                    Thread.ofVirtual().start(() -> copy(server, client));
                    copy(client, server);
                }
                case Behind.Silence() -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
                case Behind.Garbage(String text) -> {
                    InputStream in = client.getInputStream();
                    if (in.read() >= 0) {
                        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                        client.shutdownOutput();
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                }
            }
        } catch (IOException nobodyThere) {
            end(client);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            end(to);
        } catch (IOException brokenOff) {
            end(from);
            end(to);
        }
    }

    private static void end(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        end(listening);
        open.forEach(Junction::end);
    }
}

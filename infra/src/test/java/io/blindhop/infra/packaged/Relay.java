package io.blindhop.infra.packaged;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a function and a service, and does to idle connections what services and the network between do. */
final class Relay implements AutoCloseable {
    /** The ways in which a connection ends while nobody uses it. */
    enum End {
        /** The service says that it has closed. */
        CLOSED,
        /** Something has forgotten the connection and says so. */
        RESET,
        /** Something has forgotten the connection: what is sent into it is lost. */
        LOST
    }

    private final URI service;
    private final ServerSocket listening;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();

    private Relay(URI service, ServerSocket listening) {
        this.service = service;
        this.listening = listening;
    }

    static Relay to(URI service) throws IOException {
        Relay relay = new Relay(service, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    int open() {
        return lines.size();
    }

    /** Ends all connections that are open now. */
    void end(End how) throws IOException {
        for (Line line : lines) {
            line.end(how);
        }
        lines.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Line line = new Line(client, connected());
                lines.add(line);
                Thread.ofVirtual().start(() -> copy(line, line.client, line.server));
                Thread.ofVirtual().start(() -> copy(line, line.server, line.client));
            }
        } catch (IOException closed) {
            lines.clear();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        return socket;
    }

    private void copy(Line line, Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
                if (!line.lost) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
            line.end(End.CLOSED);
        } catch (IOException brokenOnEitherSide) {
            lines.remove(line);
        }
        lines.remove(line);
    }

    private static final class Line {
        private final Socket client;
        private final Socket server;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean lost;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void end(End how) throws IOException {
            if (how == End.LOST) {
                lost = true;
                return;
            }
            if (ended.getAndSet(true)) {
                return; // its other side came first: a closed socket takes no options
            }
            client.setSoLinger(how == End.RESET, 0);
            client.close();
            server.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        end(End.CLOSED);
    }
}

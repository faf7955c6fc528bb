package io.blindhop.infra.browser;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The files of {@code signaling/web}, tests included, over HTTP on the loopback address: a secure context for browsers. */
record WebFolder(HttpServer server) implements AutoCloseable {
    static final Path FOLDER = Path.of(System.getProperty("basedir", "."))
            .resolve("../signaling/web")
            .toAbsolutePath()
            .normalize();

    static WebFolder serve() {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), FOLDER, OutputLevel.NONE);
        server.start();
        return new WebFolder(server);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

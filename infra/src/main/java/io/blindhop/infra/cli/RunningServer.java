package io.blindhop.infra.cli;

import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.FileSystemConfig;
import io.blindhop.infra.node.Node;
import io.blindhop.infra.node.NodeContext;
import io.blindhop.infra.node.NodeFactory;
import io.blindhop.infra.node.Secrets;
import io.blindhop.infra.node.Settings;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A node, the server in front of it and the folder below it; stopped in this order: server, node, folder. */
final class RunningServer implements AutoCloseable {
    private final NodeContext context;
    private final Node node;
    private final LocalServer server;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private RunningServer(NodeContext context, Node node, LocalServer server) {
        this.context = context;
        this.node = node;
        this.server = server;
    }

    /** @throws IOException if the folder or the port cannot be used; nothing is left open then */
    static RunningServer start(Settings settings, NodeFactory factory) throws IOException {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            NodeContext context = context(settings, folder);
            Node node = factory.open(context);
            try {
                ServerOptions options = ServerOptions.of(settings.host(), settings.port(), settings.bodyLimitBytes());
                return new RunningServer(context, node, LocalServer.start(options, node.handler(), node.sockets()));
            } catch (IOException | RuntimeException e) {
                node.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static NodeContext context(Settings settings, DataFolder folder) throws IOException {
        Secrets secrets = new Secrets(folder, new SecureRandom());
        Path config =
                settings.systemConfig().isPresent() ? settings.systemConfig().get() : secrets.systemConfig();
        return new NodeContext(
                folder,
                settings,
                server(settings, secrets),
                FileSystemConfig.open(config, Clock.systemUTC()),
                new MasterSecrets(secrets.masterSecret()));
    }

    private static Identity server(Settings settings, Secrets secrets) throws IOException {
        return settings.identity().isPresent()
                ? secrets.server(settings.identity().get().read())
                : secrets.server();
    }

    NodeContext context() {
        return context;
    }

    int port() {
        return server.port();
    }

    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Waits for running requests first. A second call waits for the first. */
    @Override
    public synchronized void close() {
        if (stopped.getCount() == 0) {
            return;
        }
        node.stopping();
        server.close();
        node.close();
        try {
            context.folder().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stopped.countDown();
        }
    }
}

package io.blindhop.infra.bench;

import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.FileSystemConfig;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.NodeContext;
import io.blindhop.infra.node.Secrets;
import io.blindhop.infra.node.Settings;
import io.blindhop.infra.node.SettingsReader;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The local server as {@code blindhop serve} runs it, in this process and metered: real HTTP on a free port of the loopback
 * address, every acknowledged entry on the disk.
 */
final class BenchServer implements AutoCloseable {
    static final String ADMINISTRATOR = "cn=bench/o=system";

    private final DataFolder folder;
    private final LocalNode node;
    private final LocalServer server;

    private BenchServer(DataFolder folder, LocalNode node, LocalServer server) {
        this.folder = folder;
        this.node = node;
        this.server = server;
    }

    /** @throws IOException if the folder cannot be used; nothing is left open then */
    static BenchServer start(Path data, SigningKey administrator, UsageMeter meter) throws IOException {
        return start(data, administrator, meter, report -> {});
    }

    /** @param observer is told of every request */
    static BenchServer start(Path data, SigningKey administrator, UsageMeter meter, RequestObserver observer)
            throws IOException {
        return start(data, administrator, meter, observer, Map.of(), handler -> handler);
    }

    /**
     * The same with further variables.
     *
     * @param watched sees every request and its answer
     */
    static BenchServer start(
            Path data,
            SigningKey administrator,
            UsageMeter meter,
            RequestObserver observer,
            Map<String, String> more,
            UnaryOperator<HttpHandler> watched)
            throws IOException {
        Map<String, String> variables = new HashMap<>(more);
        variables.put(SettingsReader.DATA, data.toString());
        variables.put(SettingsReader.PORT, "0");
        variables.put(LimitVariables.RATE_ADDRESS, "0");
        variables.put(LimitVariables.RATE_SYNC, "0");
        Settings settings = SettingsReader.read(variables);
        DataFolder folder = DataFolder.open(settings.data());
        try {
            LocalNode node = LocalNode.open(context(folder, settings, administrator), meter, observer);
            try {
                ServerOptions options = ServerOptions.of(settings.host(), settings.port(), settings.bodyLimitBytes());
                return new BenchServer(
                        folder, node, LocalServer.start(options, watched.apply(node.handler()), node.sockets()));
            } catch (IOException | RuntimeException e) {
                node.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static NodeContext context(DataFolder folder, Settings settings, SigningKey administrator)
            throws IOException {
        Secrets secrets = new Secrets(folder, new SecureRandom());
        Path config = folder.resolve(Secrets.CONFIG);
        Files.writeString(config, CapabilityRules.configGrantingEverything(ADMINISTRATOR, administrator.publicPem()));
        return new NodeContext(
                folder,
                settings,
                secrets.server(),
                FileSystemConfig.open(config, Clock.systemUTC()),
                new MasterSecrets(secrets.masterSecret()));
    }

    /** What its endpoints stand on. */
    NodeServices services() {
        return node.services();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @Override
    public void close() throws IOException {
        node.stopping();
        server.close();
        node.close();
        folder.close();
    }
}

package io.blindhop.infra.browser;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The local server as {@code ./blindhop serve} starts it, on a free port and an empty data folder. */
final class DemoServer implements AutoCloseable {
    private final DataFolder folder;
    private final LocalNode node;
    private final LocalServer server;
    private final HttpTransport transport;

    DemoServer(Path data) throws IOException {
        this(data, Map.of());
    }

    /** @param more settings than those of the data folder */
    DemoServer(Path data, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(more);
        variables.put(SettingsReader.DATA, data.toString());
        Settings settings = SettingsReader.read(variables);
        folder = DataFolder.open(settings.data());
        Path config = folder.resolve(Secrets.CONFIG);
        Files.writeString(
                config,
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem()));
        node = LocalNode.open(new NodeContext(
                folder,
                settings,
                Person.SERVER.identity(),
                FileSystemConfig.open(config, Clock.systemUTC()),
                new MasterSecrets(new Secrets(folder, new SecureRandom()).masterSecret())));
        server = LocalServer.start(
                ServerOptions.of("127.0.0.1", 0, settings.bodyLimitBytes()), node.handler(), node.sockets());
        transport = new HttpTransport(URI.create("http://127.0.0.1:" + server.port()));
    }

    /** A tenant with Alice in its directory. */
    TestTenant tenant(String id) {
        return TestTenant.register(transport, id);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() throws IOException {
        node.stopping();
        transport.close();
        server.close();
        node.close();
        folder.close();
    }
}

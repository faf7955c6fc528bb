package io.blindhop.infra.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.functions.settings.RestoreVariables;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.FileSystemConfig;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.NodeContext;
import io.blindhop.infra.node.Secrets;
import io.blindhop.infra.node.Settings;
import io.blindhop.infra.node.SettingsReader;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.auth.MasterSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The local server on the data folder of a run. */
public final class EmbeddedNode extends ServedNode {
    private final Running running;

    public EmbeddedNode() {
        this(Map.of());
    }

    /** With further variables. */
    public EmbeddedNode(Map<String, String> variables) {
        this(Running.startNew(variables));
    }

    /** With other WebSockets than those of API Gateway, on a folder that outlives it. */
    public EmbeddedNode(Path root, UnaryOperator<GatewayOptions> gateway) {
        this(Running.start(root, Map.of(), gateway));
    }

    /** As after its table was restored. */
    public EmbeddedNode(Generation generation) {
        this(Map.of(RestoreVariables.GENERATION, Integer.toString(generation.number())));
    }

    private EmbeddedNode(Running running) {
        super(running.node().handler(), running.node().sockets());
        this.running = running;
    }

    /** The system's administrator, and a hop that registers tenants. */
    private static String administrators() {
        ObjectNode config = WireEntries.object();
        ArrayNode principals = config.putObject("capabilities").putArray("ALL:/system/*");
        for (Person person : List.of(Person.SYSADMIN, Person.SERVER)) {
            principals.addObject().put("username", person.username()).put("publicsignkey", person.signingPem());
        }
        return config.toString();
    }

    private record Running(Optional<Path> temporary, DataFolder folder, LocalNode node) {
        static Running startNew(Map<String, String> more) {
            try {
                Path root = Files.createTempDirectory("conformance");
                Running running = start(root, more, UnaryOperator.identity());
                return new Running(Optional.of(root), running.folder(), running.node());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Running start(Path root, Map<String, String> more, UnaryOperator<GatewayOptions> gateway) {
            try {
                Settings settings = settings(root, more, gateway);
                DataFolder folder = DataFolder.open(settings.data());
                Secrets secrets = new Secrets(folder, new SecureRandom());
                Path config = folder.resolve(Secrets.CONFIG);
                Files.writeString(config, administrators());
                return new Running(
                        Optional.empty(),
                        folder,
                        LocalNode.open(new NodeContext(
                                folder,
                                settings,
                                Person.SERVER.identity(),
                                FileSystemConfig.open(config, Clock.systemUTC()),
                                new MasterSecrets(secrets.masterSecret()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Settings settings(Path root, Map<String, String> more, UnaryOperator<GatewayOptions> gateway) {
            Map<String, String> variables = new HashMap<>();
            variables.put(SettingsReader.DATA, root.resolve("data").toString());
            variables.put(AccessVariables.CORS_ORIGINS, ORIGIN);
            for (String rate : List.of(
                    LimitVariables.RATE_ADDRESS,
                    LimitVariables.RATE_AUTHENTICATION,
                    LimitVariables.RATE_REGISTRATION,
                    LimitVariables.RATE_SYSTEM,
                    LimitVariables.RATE_SYNC,
                    LimitVariables.RATE_DEVICE)) {
                variables.put(rate, "0");
            }
            variables.putAll(more);
            Settings settings = SettingsReader.read(variables);
            return settings.withGateway(gateway.apply(settings.gateway()));
        }

        void close() throws IOException {
            node.close();
            folder.close();
            if (temporary.isPresent()) {
                remove(temporary.get());
            }
        }

        private static void remove(Path root) throws IOException {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        running.node().stopping();
        super.close();
        running.close();
    }
}

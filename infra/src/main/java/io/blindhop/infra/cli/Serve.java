package io.blindhop.infra.cli;

import io.blindhop.functions.observe.OperationSums;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.infra.cost.OperationTable;
import io.blindhop.infra.discovery.Announcement;
import io.blindhop.infra.discovery.NearbyNode;
import io.blindhop.infra.discovery.Networks;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.Settings;
import io.blindhop.infra.node.SettingsReader;
import java.io.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a server; an option wins over its environment variable. */
@Command(
        name = "serve",
        description = "Starts a server and runs until it gets SIGTERM or SIGINT (Ctrl-C).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Further settings: BLINDHOP_CORS_ORIGINS (origins of browser programs, separated by commas; none by default),",
            "BLINDHOP_BODY_LIMIT_BYTES (largest request body, 5242880 by default),",
            "BLINDHOP_SYSTEM_ALLOWED_IPS (addresses and CIDR ranges that may call /system/*; all by default),",
            "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS (true for tests: sync servers without TLS or in private networks),",
            "BLINDHOP_TENANT_DELETION_DELAY (how long a deleted tenant can be brought back; 7d by default),",
            "BLINDHOP_LOG_FORMAT (text or json: one line per request on standard error; text by default),",
            "BLINDHOP_TELL_COST (true: what requests would cost on AWS, see --tell-cost),",
            "BLINDHOP_RATE_… and BLINDHOP_QUOTA_… (requests per minute and what tenants may store; see docs/limits.md).",
            "Exit codes: 1 cannot start, 2 wrong option or setting, 143 ended by SIGTERM, 130 by Ctrl-C."
        })
final class Serve implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private final Map<String, String> options = new HashMap<>();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port (BLINDHOP_PORT), 8080 by default; 0 for a free one.")
    void port(String value) {
        options.put(SettingsReader.PORT, value);
    }

    @Option(names = "--host", paramLabel = "H", description = "Address (BLINDHOP_HOST), 127.0.0.1 by default.")
    void host(String value) {
        options.put(SettingsReader.HOST, value);
    }

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (BLINDHOP_DATA), ./data by default.")
    void data(String value) {
        options.put(SettingsReader.DATA, value);
    }

    @Option(
            names = "--system-config",
            paramLabel = "FILE",
            description = "Who may use /system/* (BLINDHOP_SYSTEM_CONFIG), config.json of the data folder by default.")
    void systemConfig(String value) {
        options.put(SettingsReader.SYSTEM_CONFIG, value);
    }

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "Imports a server.identity.json (BLINDHOP_IDENTITY); its password is in"
                    + " BLINDHOP_IDENTITY_PASSWORD or in the file named by BLINDHOP_IDENTITY_PASSWORD_FILE.")
    void identity(String value) {
        options.put(SettingsReader.IDENTITY, value);
    }

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description =
                    "Makes this server a hop in front of another node (BLINDHOP_UPSTREAM); of several, if it is given"
                            + " several times, with --mode merge.")
    void upstreams(List<String> values) {
        options.put(UpstreamVariables.URL, String.join(",", values));
    }

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "What a hop keeps (BLINDHOP_UPSTREAM_MODE): passthrough, cache, merge or store-and-forward;"
                    + " passthrough by default.")
    void mode(String value) {
        options.put(UpstreamVariables.MODE, value);
    }

    @Option(
            names = "--advertise",
            description = "Announces this server on the local networks by multicast DNS, for 'blindhop discover'.")
    private boolean advertise;

    @Option(
            names = "--tell-cost",
            description = "Says what requests would cost on AWS (BLINDHOP_TELL_COST): in their lines, in the header"
                    + " Blindhop-Cost to callers who have logged in, and by operation when the server stops.")
    void tellCost(boolean told) {
        options.put(AccessVariables.TELL_COST, Boolean.toString(told));
    }

    @Option(names = "--qr", description = "Shows the URL as a QR code; by default on a terminal only.")
    private boolean qr;

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(options);
        Settings settings = SettingsReader.read(variables);
        List<InetAddress> networks = Networks.addresses(settings.host());
        if (advertise && networks.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--advertise: no other machine reaches a server that listens on " + settings.host()
                            + "; add --host 0.0.0.0 for all networks of this machine, or --host with an address that it"
                            + " has in one of them");
        }
        Optional<OperationSums> costs = settings.operator().toldCosts().map(OperationSums::new);
        RequestObserver observer = costs.<RequestObserver>map(sums -> sums).orElse(report -> {});
        try (RunningServer server = RunningServer.start(settings, context -> LocalNode.open(context, observer));
                Announcement announcement = announcement(server, networks)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                stop(announcement, server);
                                costs.ifPresent(sums ->
                                        OperationTable.print(spec.commandLine().getOut(), sums.reading()));
                            },
                            "stop"));
            new Banner(server, networks).print(spec.commandLine().getOut(), qr || isTerminal());
            server.awaitStop();
        }
        return 0;
    }

    private Announcement announcement(RunningServer server, List<InetAddress> networks) throws IOException {
        String key = Banner.fingerprint(server.context().server().signing().publicPem());
        return advertise ? Announcement.of(NearbyNode.ofServer(networks, server.port(), key)) : Announcement.none();
    }

    private static void stop(Announcement announcement, RunningServer server) {
        announcement.close();
        server.close();
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}

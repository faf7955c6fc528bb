package io.blindhop.infra.cli;

import io.blindhop.infra.discovery.Listening;
import io.blindhop.infra.discovery.NearbyNode;
import io.blindhop.infra.discovery.Networks;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the nodes that announce themselves on the local networks. */
@Command(
        name = "discover",
        description = {
            "Lists the servers that announce themselves on the local networks ('blindhop serve --advertise').",
            "Anybody there can announce anything: compare the key with the one that the server printed at its start."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class DiscoverCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 600;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long to listen, 5 seconds by default.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is " + seconds + ", it must be from 1 to " + MOST_SECONDS);
        }
        List<NearbyNode> nodes;
        try (Listening listening = Listening.on(Networks.addresses())) {
            Thread.sleep(Duration.ofSeconds(seconds));
            nodes = listening.nodes();
        }
        show(nodes);
        if (nodes.isEmpty()) {
            output.note("Nothing was heard in " + seconds + " s. Servers announce themselves with 'blindhop serve"
                    + " --advertise'; networks that do not carry multicast (UDP port 5353) carry none of it");
            return ExitCodes.UNREACHABLE;
        }
        return ExitCodes.DONE;
    }

    private void show(List<NearbyNode> nodes) {
        List<JsonValue> json = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "URL", "KEY"));
        for (NearbyNode node : nodes) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("name", new JsonString(node.name()));
            members.put("url", new JsonString(node.url().toString()));
            members.put("tls", new JsonBoolean(node.tls()));
            node.key().ifPresent(key -> members.put("key", new JsonString(key)));
            json.add(new JsonObject(members));
            rows.add(List.of(node.name(), node.url().toString(), node.key().orElse("")));
        }
        output.show(new JsonObject(Map.of("nodes", new JsonArray(json))), nodes.isEmpty() ? List.of() : rows);
    }
}

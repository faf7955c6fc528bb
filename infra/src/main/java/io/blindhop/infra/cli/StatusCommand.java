package io.blindhop.infra.cli;

import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether a server runs, which one it is, and what its tenants store. */
@Command(
        name = "status",
        description = {
            "Whether a server runs, which one it is, and what its tenants store.",
            "Without the identity of a system administrator tenants are left out. Of more than "
                    + StatusCommand.MOST_TENANTS + " tenants the first are shown; 'tenant list' names all."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class StatusCommand implements Callable<Integer> {
    /** One request each, so that the command stays below the server's limit of requests. */
    static final int MOST_TENANTS = 100;

    @Mixin
    private ServerAccess server;

    @Mixin
    private Output output;

    private final Map<String, JsonValue> json = new LinkedHashMap<>();
    private final List<List<String>> rows = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        try (SystemClient client = server.connect()) {
            about(client);
            if (server.hasIdentity()) {
                server.login(client);
                tenants(client);
            } else {
                output.note("Tenants are not shown: there is no identity to log in with; see --identity");
            }
        }
        output.show(new JsonObject(json), rows);
        return ExitCodes.DONE;
    }

    private void about(SystemClient client) throws IOException {
        JsonMembers health = client.get("/health");
        JsonMembers info = client.get("/.well-known/mindoodb-server-info");
        json.put("url", new JsonString(server.server().toString()));
        json.put("health", health.object());
        json.put("server", info.object());
        rows.add(List.of("URL", server.server().toString()));
        rows.add(List.of("Health", health.string("status")));
        rows.add(List.of("Server", info.string("name")));
        rows.add(List.of("Signing key", Banner.fingerprint(info.string("signingPublicKey"))));
        rows.add(List.of("Body limit", info.integer("maxJsonRequestBodyBytes") + " bytes"));
    }

    private void tenants(SystemClient client) throws IOException {
        List<String> ids = client.get("/system/tenants").strings("tenants");
        List<JsonValue> usages = new ArrayList<>();
        rows.add(List.of("Tenants", Integer.toString(ids.size())));
        json.put("tenantCount", new JsonNumber(ids.size()));
        List<List<String>> table = new ArrayList<>();
        for (String id : ids.subList(0, Math.min(MOST_TENANTS, ids.size()))) {
            JsonMembers usage = client.get(server.tenant(id) + "/usage");
            usages.add(usage.object());
            table.add(UsageRow.of(usage));
        }
        json.put("tenants", new JsonArray(usages));
        if (!table.isEmpty()) {
            rows.add(List.of());
            rows.add(UsageRow.HEADING);
            rows.addAll(table);
        }
    }
}

package io.blindhop.infra.cli;

import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Which other servers may log in to relay entries: hops, and servers that synchronise with this one. */
@Command(
        name = "server",
        description = "Other servers that may log in here to relay entries, hops above all.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class ServerCommand {
    private static final String TRUSTED = "/system/trusted-servers";
    private static final String ANY = "any";

    @Command(name = "list", description = "Lists the servers that are trusted, with what they may relay.")
    int list(@Mixin ServerAccess server, @Mixin Output output) throws IOException {
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.get(TRUSTED);
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("NAME", "KEY", "TENANTS", "DATABASES"));
            for (JsonValue element : answer.elements("servers")) {
                JsonMembers trusted = JsonMembers.of("servers[]", element);
                rows.add(List.of(
                        trusted.string("name"),
                        SigningKeyName.of(trusted.string("signingPublicKey")),
                        names(trusted, "tenants"),
                        names(trusted, "databases")));
            }
            output.show(answer.object(), rows);
        }
        return ExitCodes.DONE;
    }

    private static String names(JsonMembers trusted, String member) {
        return trusted.find(member)
                .map(present -> String.join(",", trusted.strings(member)))
                .orElse(ANY);
    }

    @Command(
            name = "trust",
            description = {
                "Trusts the server at an address: asks it for its name and its keys, and shows the fingerprint of what it"
                        + " signs with. Compare it with what that server prints at its start.",
                "Without --tenant it is let into every tenant, without --database the policies of a tenant hold for it as for"
                        + " its users."
            })
    int trust(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "URL", description = "The other server.") URI other,
            @Option(
                            names = "--tenant",
                            paramLabel = "TENANT",
                            description = "A tenant that it is let into; may be repeated.")
                    List<String> tenants,
            @Option(
                            names = "--database",
                            paramLabel = "DATABASE",
                            description = "A database that it relays whatever policies say; may be repeated, * is all.")
                    List<String> databases)
            throws IOException {
        JsonMembers info;
        try (SystemClient there = new SystemClient(other)) {
            info = there.get("/.well-known/mindoodb-server-info");
        }
        Map<String, JsonValue> trusted = new LinkedHashMap<>();
        for (String member : List.of("name", "signingPublicKey", "encryptionPublicKey")) {
            trusted.put(member, new JsonString(info.string(member)));
        }
        array(tenants).ifPresent(names -> trusted.put("tenants", names));
        array(databases).ifPresent(names -> trusted.put("databases", names));
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.post(TRUSTED, new JsonObject(trusted));
            output.show(
                    answer.object(),
                    List.of(
                            List.of("Trusted", info.string("name")),
                            List.of("Key", SigningKeyName.of(info.string("signingPublicKey")))));
        }
        return ExitCodes.DONE;
    }

    private static Optional<JsonArray> array(List<String> names) {
        return Optional.ofNullable(names)
                .map(some -> new JsonArray(
                        some.stream().<JsonValue>map(JsonString::new).toList()));
    }

    @Command(name = "distrust", description = "From the next request on the server is nobody.")
    int distrust(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", description = "As it is listed.") String name)
            throws IOException {
        String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.delete(TRUSTED + "/" + segment);
            output.show(answer.object(), List.of(List.of("Not trusted any more", name)));
        }
        return ExitCodes.DONE;
    }
}

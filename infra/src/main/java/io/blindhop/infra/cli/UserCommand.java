package io.blindhop.infra.cli;

import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The users of a tenant as its directory shows them to an operator: devices and hashes, no names. */
@Command(
        name = "user",
        description =
                "The users of a tenant as far as an operator sees them: their devices, and hashes of their names.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class UserCommand {
    private static final List<String> HEADING = List.of("DEVICE KEY", "STATE", "WIPE", "USERNAME HASH");

    @Command(
            name = "list",
            description =
                    "Lists devices in the order of their fingerprints, one line for each grant that ever listed one.")
    int list(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id,
            @Option(
                            names = "--after",
                            paramLabel = "FINGERPRINT",
                            description = "Go on after this device.",
                            defaultValue = "")
                    String after,
            @Option(names = "--limit", paramLabel = "N", description = "Devices, 1 to 100.", defaultValue = "100")
                    int limit)
            throws IOException {
        String target = server.tenant(id) + "/users?limit=" + limit + "&after=" + encoded(after);
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.get(target);
            show(output, answer);
            answer.findString("next").ifPresent(next -> output.note("There may be more: --after " + next));
        }
        return ExitCodes.DONE;
    }

    @Command(name = "show", description = "Shows the devices of a person, or one device.")
    int show(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id,
            @Parameters(
                            paramLabel = "NAME|FINGERPRINT",
                            description =
                                    "A login name, its hash, or the fingerprint of a device (32 hexadecimal digits).")
                    String who)
            throws IOException {
        String question = who.matches("[0-9a-f]{32}") ? "key=" : "username=";
        String target = server.tenant(id) + "/users?" + question + encoded(who);
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.get(target);
            if (answer.elements("users").isEmpty()) {
                throw new IOException("The directory of the tenant knows no such user and no such device");
            }
            show(output, answer);
        }
        return ExitCodes.DONE;
    }

    private static void show(Output output, JsonMembers answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        for (JsonValue element : answer.elements("users")) {
            JsonMembers user = JsonMembers.of("users[]", element);
            rows.add(List.of(
                    user.string("fingerprint"),
                    user.string("state"),
                    user.find("wipe")
                                    .filter(new JsonValue.JsonBoolean(true)::equals)
                                    .isPresent()
                            ? "yes"
                            : "no",
                    user.findString("usernameHash").orElse("-")));
        }
        output.show(answer.object(), rows);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

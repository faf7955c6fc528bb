package io.blindhop.infra.cli;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Who may use the operator's routes of a running server. */
@Command(
        name = "config",
        description = "The system configuration of a running server: who may use /system/*.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class ConfigCommand {
    @Command(name = "get", description = "Prints the configuration, which is JSON with and without --json.")
    int get(@Mixin ServerAccess server, @Mixin Output output) throws IOException {
        try (SystemClient client = server.login()) {
            JsonMembers config = client.get("/system/config");
            output.show(
                    config.object(),
                    JsonPrinter.pretty(config.object()).lines().map(List::of).toList());
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "set",
            description =
                    "Replaces the configuration. The server keeps the one before and refuses one that would lock you"
                            + " out.")
    int set(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "The configuration, in JSON.") Path file)
            throws IOException {
        String json;
        try {
            json = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("The configuration " + file + " cannot be read: " + e, e);
        }
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.put("/system/config", json);
            output.show(
                    answer.object(),
                    List.of(List.of("The configuration before is kept as " + answer.string("backupFile"))));
        }
        return ExitCodes.DONE;
    }
}

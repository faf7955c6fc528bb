package io.blindhop.infra.cli;

import io.blindhop.infra.node.MasterSecretFile;
import io.blindhop.infra.node.Secrets;
import io.blindhop.infra.node.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The secret under which a server signs the tokens of logins. */
@Command(
        name = "secret",
        description = "The secret under which a server signs the tokens of logins.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
final class Secret {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "rotate",
            description = {
                "Makes a new secret. A running server uses it from its next request on; tokens that were signed with",
                "the one before stay valid until they expire. Older secrets are dropped."
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int rotate(
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "Data folder (BLINDHOP_DATA), ./data by default.",
                            defaultValue = "")
                    String data)
            throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        if (!data.isEmpty()) {
            variables.put(SettingsReader.DATA, data);
        }
        Path file = SettingsReader.read(variables).data().resolve(Secrets.MASTER_SECRET);
        if (Files.notExists(file)) {
            throw new IOException("There is no secret in " + file + " yet; the first start of a server makes it");
        }
        SecureRandom random = new SecureRandom();
        MasterSecretFile.open(file, random).rotate(Instant.now(), random);
        spec.commandLine().getOut().println("New logins are signed with a new secret; " + file + " has it");
        return 0;
    }
}

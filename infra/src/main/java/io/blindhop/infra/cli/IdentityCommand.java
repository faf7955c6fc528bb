package io.blindhop.infra.cli;

import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.IdentitySource;
import io.blindhop.infra.node.OwnerOnly;
import io.blindhop.infra.node.Secrets;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Identity files, which MindooDB reads and writes too. No server is asked, no private key is printed. */
@Command(
        name = "identity",
        description = "Identities of servers and administrators. No server is asked; no private key is printed.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, "1:The file cannot be read or written.", ExitCodes.USAGE_TEXT})
final class IdentityCommand {
    private static final String PASSWORD =
            "The file with its password; else BLINDHOP_IDENTITY_PASSWORD or the file named by"
                    + " BLINDHOP_IDENTITY_PASSWORD_FILE.";

    @Command(name = "create", description = "Makes new keys and writes them, under a password, to a new file.")
    int create(
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "The file to write.") Path file,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "For example CN=ops/O=acme.")
                    String name,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD) Optional<Path> passwordFile)
            throws IOException {
        String password = new Passwords(passwordFile, System.getenv()).required();
        if (Files.exists(file)) {
            throw new IOException(file + " is there already and is not overwritten");
        }
        SecureRandom random = new SecureRandom();
        Identity identity = new Identity(name, SigningKey.generate(random), UnwrappingKey.generate(random));
        try {
            OwnerOnly.write(file, IdentityFile.write(identity, password, random).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("The identity file " + file + " cannot be written: " + e, e);
        }
        show(
                output,
                file,
                name,
                identity.signing().publicPem(),
                identity.encryption().publicPem());
        return ExitCodes.DONE;
    }

    @Command(
            name = "import",
            description = "Makes an identity file that of the server in a data folder, as 'serve --identity' does. The"
                    + " server must not run and have no tenants.")
    int importIdentity(
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "For example MindooDB's server.identity.json.") Path file,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "${env:BLINDHOP_DATA:-./data}",
                            description = "The data folder (BLINDHOP_DATA), ./data by default.")
                    Path data,
            @Option(names = "--password-file", paramLabel = "FILE", description = PASSWORD) Optional<Path> passwordFile)
            throws IOException {
        String password = new Passwords(passwordFile, System.getenv()).required();
        Identity identity = new IdentitySource(file, password, Optional.empty()).read();
        try (DataFolder folder = DataFolder.open(data)) {
            new Secrets(folder, new SecureRandom()).server(identity);
            show(
                    output,
                    folder.resolve(Secrets.identityFile(Secrets.SERVER)),
                    identity.username(),
                    identity.signing().publicPem(),
                    identity.encryption().publicPem());
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "show",
            description = "Shows whose an identity file is, with its public keys in --json. Needs no password.")
    int show(@Mixin Output output, @Parameters(paramLabel = "FILE", description = "The file.") Path file)
            throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IOException("The identity file " + file + " cannot be read: " + e, e);
        }
        try {
            JsonMembers identity = JsonMembers.of("identity", JsonText.parse(text));
            show(
                    output,
                    file,
                    identity.string("username"),
                    identity.objectAt("userSigningKeyPair").string("publicKey"),
                    identity.objectAt("userEncryptionKeyPair").string("publicKey"));
        } catch (MalformedJsonException | MalformedKeyException e) {
            throw new IOException(file + " is not an identity file: " + e.getMessage(), e);
        }
        return ExitCodes.DONE;
    }

    private static void show(Output output, Path file, String name, String signingPem, String encryptionPem) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("file", new JsonString(file.toString()));
        members.put("username", new JsonString(name));
        members.put("fingerprint", new JsonString(SigningKeyName.of(signingPem)));
        members.put("signingPublicKey", new JsonString(signingPem));
        members.put("encryptionPublicKey", new JsonString(encryptionPem));
        output.show(
                new JsonObject(members),
                List.of(
                        List.of("File", file.toString()),
                        List.of("Name", name),
                        List.of("Signing key", Banner.fingerprint(signingPem)),
                        List.of("Fingerprint", SigningKeyName.of(signingPem) + " (in 'user list')")));
    }
}

package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.SettingsReader;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityCommandTest {
    @TempDir
    private Path folder;

    private Path file;
    private Path password;

    @BeforeEach
    void names() throws IOException {
        file = folder.resolve("ops.identity.json");
        password = Files.writeString(folder.resolve("ops.password"), "ops-pass\n");
    }

    private Run create() {
        return Run.of(
                "identity",
                "create",
                file.toString(),
                "--name",
                "CN=ops",
                "--password-file",
                password.toString(),
                "--json");
    }

    private Run importTo(Path data) {
        return Run.of(
                "identity",
                "import",
                file.toString(),
                "--data",
                data.toString(),
                "--password-file",
                password.toString());
    }

    @Test
    void aCreatedIdentityOpensWithItsPasswordAndIsItsOwnersAlone() throws IOException {
        JsonNode json = create().ok().json();
        Identity identity = IdentityFile.read(Files.readString(file), "ops-pass");
        assertThat(identity.username()).isEqualTo("CN=ops");
        assertThat(json.get("signingPublicKey").asText())
                .isEqualTo(identity.signing().publicPem());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(json.toString()).doesNotContain("ops-pass", "privateKey");
    }

    @Test
    void anIdentityIsNeverOverwritten() throws IOException {
        create().ok();
        String before = Files.readString(file);
        Run again = create();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("not overwritten");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void withoutAPasswordNothingIsMade() {
        assertThat(Run.of("identity", "create", file.toString(), "--name", "CN=ops")
                        .exitCode())
                .isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void anIdentityIsShownWithoutItsPassword() {
        JsonNode created = create().ok().json();
        assertThat(Run.of("identity", "show", file.toString(), "--json").ok().json())
                .isEqualTo(created);
        assertThat(Run.of("identity", "show", file.toString()).ok().out())
                .contains("CN=ops", created.get("fingerprint").asText());
    }

    @Test
    void whatIsNoIdentityIsNotShown() throws IOException {
        Run absent = Run.of("identity", "show", file.toString());
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).contains("cannot be read");
        for (String text : new String[] {"", "{}", "[]", "no JSON"}) {
            Files.writeString(file, text);
            Run run = Run.of("identity", "show", file.toString());
            assertThat(run.exitCode()).as(text).isEqualTo(1);
            assertThat(run.err()).as(text).contains("is not an identity file");
        }
    }

    @Test
    void anImportedIdentityIsThatOfTheServer() {
        JsonNode created = create().ok().json();
        Path data = folder.resolve("data");
        importTo(data).ok();
        JsonNode ofServer = Run.of(
                        "identity", "show", data.resolve("server.identity.json").toString(), "--json")
                .ok()
                .json();
        assertThat(ofServer.get("fingerprint")).isEqualTo(created.get("fingerprint"));
    }

    @Test
    void nothingIsImportedIntoTheFolderOfARunningServer() throws IOException {
        create().ok();
        Path data = folder.resolve("data");
        try (DataFolder running = DataFolder.open(data)) {
            Run run = importTo(data);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("Another Blindhop server uses the data folder");
            assertThat(running.resolve("server.identity.json")).doesNotExist();
        }
    }

    @Test
    void aPasswordIsTakenFromTheOptionElseFromOneVariable() throws IOException {
        Map<String, String> inline = Map.of(SettingsReader.IDENTITY_PASSWORD, "of variable");
        Map<String, String> named = Map.of(SettingsReader.IDENTITY_PASSWORD_FILE, password.toString());
        assertThat(new Passwords(Optional.of(password), inline).required()).isEqualTo("ops-pass");
        assertThat(new Passwords(Optional.empty(), inline).required()).isEqualTo("of variable");
        assertThat(new Passwords(Optional.empty(), named).required()).isEqualTo("ops-pass");
        Passwords two = new Passwords(
                Optional.empty(),
                Map.of(
                        SettingsReader.IDENTITY_PASSWORD,
                        "a",
                        SettingsReader.IDENTITY_PASSWORD_FILE,
                        password.toString()));
        assertThatThrownBy(two::required).isInstanceOf(InvalidSettingsException.class);
    }
}

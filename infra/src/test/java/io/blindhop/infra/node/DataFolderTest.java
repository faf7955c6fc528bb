package io.blindhop.infra.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final String A_SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    private Path temp;

    @Test
    void nobodyButTheOwnerCanReadWhatTheFirstStartMakes() throws IOException {
        Path root = temp.resolve("a/data");
        try (DataFolder folder = DataFolder.open(root)) {
            Secrets secrets = new Secrets(folder, new SecureRandom());
            secrets.server();
            secrets.masterSecret();
            secrets.systemConfig();
        }
        assertThat(permissions(root)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.toList())
                    .hasSize(7)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() throws IOException {
        try (DataFolder first = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(first.root()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Another Blindhop server uses the data folder " + first.root());
        }
        DataFolder.open(temp).close();
    }

    @Test
    void theSecondStartFindsTheKeysOfTheFirst() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            Identity server = new Secrets(folder, new SecureRandom()).server();
            new Secrets(folder, new SecureRandom()).masterSecret();
            String master = Files.readString(temp.resolve("master.secret"));
            new Secrets(folder, new SecureRandom()).systemConfig();
            String config = Files.readString(temp.resolve("config.json"));

            Secrets again = new Secrets(folder, new SecureRandom());
            assertThat(server.username()).matches("CN=blindhop-[0-9a-f]{8}");
            assertThat(again.server().username()).isEqualTo(server.username());
            assertThat(again.server().signing().publicPem())
                    .isEqualTo(server.signing().publicPem());
            assertThat(again.masterSecret().get()).hasSize(1);
            assertThat(Files.readString(temp.resolve("master.secret"))).isEqualTo(master);
            again.systemConfig();
            assertThat(Files.readString(temp.resolve("config.json"))).isEqualTo(config);
        }
    }

    @Test
    void theAdministratorOfTheFirstStartMayDoEverything() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            CapabilityRules rules = FileSystemConfig.open(
                            new Secrets(folder, new SecureRandom()).systemConfig(), Clock.systemUTC())
                    .rules();
            Identity admin = IdentityFile.read(
                    Files.readString(temp.resolve("sysadmin.identity.json")),
                    Files.readString(temp.resolve("sysadmin.password")));
            assertThat(admin.username()).isEqualTo("cn=sysadmin/o=blindhop");
            String key = admin.signing().publicPem();
            assertThat(rules.knows(admin.username(), key)).isTrue();
            assertThat(rules.knows("cn=other", key)).isFalse();
        }
    }

    @Test
    void aFirstStartThatCrashedAfterAnyFileIsFinishedByTheNext() throws IOException {
        for (String survivor : List.of("server.password", "sysadmin.password", "master.secret")) {
            Path root = temp.resolve(survivor);
            try (DataFolder folder = DataFolder.open(root)) {
                OwnerOnly.write(folder.resolve(survivor), A_SECRET.getBytes(UTF_8));
                Secrets secrets = new Secrets(folder, new SecureRandom());
                secrets.server();
                secrets.masterSecret();
                secrets.systemConfig();
                assertThat(Files.readString(folder.resolve(survivor))).isEqualTo(A_SECRET);
            }
        }
    }

    @Test
    void anIdentityWithoutItsPasswordIsNotReplaced() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            new Secrets(folder, new SecureRandom()).server();
            Files.delete(folder.resolve("server.password"));
            assertThatThrownBy(() -> new Secrets(folder, new SecureRandom()).server())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("server.password is missing");
        }
    }

    @Test
    void aMasterSecretThatWasCutIsRefused() throws IOException {
        try (DataFolder folder = DataFolder.open(temp)) {
            OwnerOnly.write(folder.resolve("master.secret"), "c2hvcnQ=".getBytes(UTF_8));
            assertThatThrownBy(() -> new Secrets(folder, new SecureRandom()).masterSecret())
                    .hasMessageContaining("32 bytes in base64");
        }
    }
}

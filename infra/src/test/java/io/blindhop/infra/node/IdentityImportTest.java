package io.blindhop.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.infra.embedded.SqliteTable;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.IdentityFile;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityImportTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path temp;

    private static Identity made(String name) {
        return new Identity(name, SigningKey.generate(RANDOM), UnwrappingKey.generate(RANDOM));
    }

    private IdentitySource file(Identity identity, String password) throws IOException {
        Path file = temp.resolve("import.identity.json");
        Files.writeString(file, IdentityFile.write(identity, "right", RANDOM));
        return new IdentitySource(file, password, Optional.empty());
    }

    private static void register(DataFolder folder, Identity identity) throws IOException {
        Path store = Files.createDirectories(folder.resolve("store"));
        SqliteTable table = SqliteTable.open(store, TableMeter.NONE, Clock.systemUTC());
        try {
            new TenantRegistry(table, new IdentityKeySeal(identity, RANDOM))
                    .register(
                            new Tenant(
                                    "acme",
                                    "incarnation",
                                    "key",
                                    "key",
                                    Optional.empty(),
                                    List.of(Bytes.wrap(new byte[32]))),
                            Generation.FIRST);
        } finally {
            table.close();
        }
    }

    @Test
    void anImportedIdentityIsThereAtTheNextStartAndItsKeysAreEncrypted() throws IOException {
        Identity wanted = made("CN=imported");
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Secrets secrets = new Secrets(folder, RANDOM);
            secrets.server(file(wanted, "right").read());
            Identity next = secrets.server();
            assertThat(next.username()).isEqualTo("CN=imported");
            assertThat(next.signing().pkcs8()).isEqualTo(wanted.signing().pkcs8());
            assertThat(Files.readString(folder.resolve("server.identity.json")))
                    .doesNotContain(wanted.signing().pkcs8().toBase64());
        }
    }

    @Test
    void aPasswordMayBeInAFile() throws IOException {
        Identity wanted = made("CN=imported");
        Path password = Files.writeString(temp.resolve("password"), "right\n");
        IdentitySource source = new IdentitySource(file(wanted, "").file(), "", Optional.of(password));
        assertThat(source.read().username()).isEqualTo("CN=imported");
    }

    @Test
    void whatCannotBeImportedIsSaidClearly() throws IOException {
        IdentitySource wrong = file(made("CN=imported"), "wrong");
        assertThatThrownBy(wrong::read).hasMessageContaining("The password does not open the identity file");
        Path absent = temp.resolve("absent");
        assertThatThrownBy(new IdentitySource(absent, "right", Optional.empty())::read)
                .hasMessageContaining("The identity file " + absent + " cannot be read");
        assertThatThrownBy(new IdentitySource(wrong.file(), "", Optional.of(absent))::read)
                .hasMessageContaining("The password file " + absent + " cannot be read");
        Path other = Files.writeString(temp.resolve("other.json"), "{}");
        assertThatThrownBy(new IdentitySource(other, "right", Optional.empty())::read)
                .hasMessageContaining("is not an identity file");
        assertThat(wrong.toString()).doesNotContain("wrong");
    }

    @Test
    void anIdentityWithTenantsIsNotReplacedByAnother() throws IOException {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
            Secrets secrets = new Secrets(folder, RANDOM);
            Identity first = secrets.server();
            Identity second = made("CN=second");
            assertThat(secrets.server(second).username()).isEqualTo("CN=second");
            assertThat(secrets.server().signing().pkcs8())
                    .isEqualTo(second.signing().pkcs8())
                    .isNotEqualTo(first.signing().pkcs8());

            register(folder, second);

            assertThat(secrets.server(second).username()).isEqualTo("CN=second");
            assertThatThrownBy(() -> secrets.server(first))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("holds tenants of the identity CN=second");
            assertThat(secrets.server().username()).isEqualTo("CN=second");
        }
    }
}

package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that an operator carries from a server to a hop in front of it, with the commands for that. */
@Timeout(120)
class TenantFileTest {
    private static final String TENANT = TestTenant.RECORDED;

    @TempDir
    private Path originFolder;

    @TempDir
    private Path hopFolder;

    private static Run run(OperatorServer server, Path folder, String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        arguments.addAll(List.of("--url", server.url(), "--data", folder.toString()));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void aHopThatWasBroughtATenantInAFileServesItsClients() throws IOException {
        Path file = originFolder.resolve("tenant.json");
        try (OperatorServer origin = OperatorServer.start(originFolder);
                OperatorServer hop = OperatorServer.start(hopFolder, Map.of(UpstreamVariables.URL, origin.url()));
                HttpTransport toOrigin = new HttpTransport(URI.create(origin.url()));
                HttpTransport toHop = new HttpTransport(URI.create(hop.url()))) {
            TestTenant tenant = TestTenant.register(toOrigin, TENANT).grant();
            String name = run(origin, originFolder, "server", "trust", hop.url(), "--database", "*", "--json")
                    .ok()
                    .json()
                    .get("message")
                    .asText()
                    .replaceAll(".*\"(.*)\".*", "$1");

            Run exported = run(origin, originFolder, "tenant", "export", TENANT, file.toString(), "--server", name)
                    .ok();
            String fingerprint = Banner.fingerprint(Person.ADMIN.signingPem());
            Run imported = run(hop, hopFolder, "tenant", "import", file.toString(), "--administrator", fingerprint)
                    .ok();

            assertThat(exported.out()).contains(TENANT, fingerprint, name, file.toString());
            assertThat(imported.out()).contains(TENANT, fingerprint, "Tenant " + TENANT + " created");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            ArrivedEntry entry = Person.ALICE.entries(1).docCreate("a_document");
            tenant.through(toHop)
                    .login(Person.ALICE)
                    .docs("notes")
                    .putBinary(List.of(entry))
                    .ok();
            assertThat(tenant.login(Person.ALICE).docs("notes").ids()).containsExactly(entry.id());
            String before = Files.readString(file);
            assertThat(run(origin, originFolder, "tenant", "export", TENANT, file.toString(), "--server", name)
                            .err())
                    .contains("is not overwritten");
            assertThat(file).hasContent(before);
            assertThat(RecordedEntries.json(before).get("tenantId").asText()).isEqualTo(TENANT);
        }
    }

    @Test
    void whatIsNoSuchFileIsSaidBeforeAServerIsAsked() throws IOException {
        Path file = originFolder.resolve("tenant.json");
        String[] command = {"tenant", "import", file.toString(), "--url", "http://127.0.0.1:1"};
        assertThat(Run.of(command).err()).contains(file.toString(), "cannot be read");
        Files.writeString(file, "{\"tenantId\": \"" + TENANT + "\"}");
        Run incomplete = Run.of(command);
        assertThat(incomplete.exitCode()).isEqualTo(1);
        assertThat(incomplete.err()).contains("was not written by 'tenant export'", "is missing");
        Files.writeString(
                file,
                "{\"tenantId\": \"a\", \"server\": \"b\", \"adminSigningPublicKey\": \"no key\","
                        + " \"adminEncryptionPublicKey\": \"c\", \"encryptedPublicInfosKey\": \"d\"}");
        assertThat(Run.of(command).err()).contains("adminSigningPublicKey is no key");
    }

    @Test
    void whoseTenantItIsIsSaidBeforeAServerIsAskedAndThatOfAnotherIsRefused() throws IOException {
        Path file = originFolder.resolve("tenant.json");
        String pem = Person.ADMIN.signingPem().replace("\n", "\\n");
        Files.writeString(
                file,
                "{\"tenantId\": \"a\", \"server\": \"b\", \"adminSigningPublicKey\": \"" + pem
                        + "\", \"adminEncryptionPublicKey\": \"c\", \"encryptedPublicInfosKey\": \"d\"}");
        String fingerprint = Banner.fingerprint(Person.ADMIN.signingPem());
        String[] command = {
            "tenant", "import", file.toString(), "--url", "http://127.0.0.1:1", "--data", hopFolder.toString()
        };
        Run asking = Run.of(command);
        assertThat(asking.exitCode()).isEqualTo(1);
        assertThat(asking.err()).contains("Administrator of a: " + fingerprint, "There is no ");

        List<String> naming = new ArrayList<>(Arrays.asList(command));
        naming.addAll(List.of("--administrator", Banner.fingerprint(Person.MALLORY.signingPem())));
        Run refused = Run.of(naming.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains(fingerprint, "nothing is registered").doesNotContain("There is no ");
    }
}

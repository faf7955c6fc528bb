package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command that talks to a server, against a real one over real HTTP. */
@Timeout(120)
class OperatorCommandsTest {
    private static final String TENANT = TestTenant.RECORDED;
    private static final String UNKNOWN = "nobody";

    @TempDir
    private static Path folder;

    private static OperatorServer server;

    @BeforeAll
    static void start() throws IOException {
        server = OperatorServer.start(folder);
        try (HttpTransport transport = new HttpTransport(URI.create(server.url()))) {
            TestTenant.register(transport, TENANT).grant(Person.BOB).revokeBob();
            TestTenant.register(transport, "doomed");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Run run(String... command) {
        List<String> arguments = new ArrayList<>(Arrays.asList(command));
        arguments.addAll(List.of("--url", server.url(), "--data", folder.toString()));
        return Run.of(arguments.toArray(String[]::new));
    }

    @Test
    void statusShowsTheServerAndWhatItsTenantsStore() {
        assertThat(run("status").ok().out())
                .contains("Health       ok", "Server       CN=blindhop-", "TENANT")
                .containsPattern(TENANT + " +\\d+ +unlimited +\\d+ +unlimited");
        JsonNode json = run("status", "--json").ok().json();
        assertThat(json.get("health").get("status").asText()).isEqualTo("ok");
        assertThat(json.get("tenants")
                        .get(json.get("tenants").size() - 1)
                        .get("usage")
                        .get("entries")
                        .asInt())
                .isPositive();
    }

    @Test
    void statusWithoutAnIdentityShowsThePublicPartAndSaysSo(@TempDir Path empty) {
        Run run = Run.of("status", "--json", "--url", server.url(), "--data", empty.toString());
        assertThat(run.ok().json().has("server")).isTrue();
        assertThat(run.json().has("tenants")).isFalse();
        assertThat(run.err()).contains("--identity");
    }

    @Test
    void anotherServerIsTrustedForWhatIsNamedUntilItIsNotAnyMore(@TempDir Path elsewhere) throws IOException {
        try (OperatorServer other = OperatorServer.start(elsewhere)) {
            JsonNode info = Run.of("status", "--json", "--url", other.url(), "--data", elsewhere.toString())
                    .ok()
                    .json()
                    .get("server");
            String name = info.get("name").asText();
            String key = SigningKeyName.of(info.get("signingPublicKey").asText());

            Run trust = run(
                    "server", "trust", other.url(), "--tenant", TENANT, "--database", "notes", "--database", "tasks");

            assertThat(trust.ok().out()).contains(name, key);
            assertThat(run("server", "list").ok().out())
                    .containsPattern(name + " +" + key + " +" + TENANT + " +notes,tasks");
            assertThat(run("server", "trust", other.url()).err()).contains("already exists");
            run("server", "distrust", name).ok();
            assertThat(run("server", "list").ok().out()).doesNotContain(name);
            run("server", "trust", other.url()).ok();
            assertThat(run("server", "list").ok().out()).containsPattern(name + " +" + key + " +any +any");
            run("server", "distrust", name).ok();
        }
    }

    @Test
    void tenantsAreListedAndShown() {
        assertThat(run("tenant", "list").ok().out().lines()).contains(TENANT);
        assertThat(run("tenant", "list", "--json").ok().json().get("tenants").toString())
                .contains("\"" + TENANT + "\"");
        assertThat(run("tenant", "show", TENANT).ok().out()).contains("ENTRIES", TENANT);
        assertThat(run("tenant", "show", TENANT, "--json")
                        .ok()
                        .json()
                        .get("tenantId")
                        .asText())
                .isEqualTo(TENANT);
    }

    @Test
    void whatTheServerSaysAboutAnUnknownTenantIsShown() {
        for (List<String> command : List.of(
                List.of("tenant", "show", UNKNOWN),
                List.of("tenant", "delete", UNKNOWN),
                List.of("tenant", "quota", UNKNOWN, "--entries", "1"),
                List.of("user", "list", UNKNOWN),
                List.of("user", "show", UNKNOWN, "alice"))) {
            Run run = run(command.toArray(String[]::new));
            assertThat(run.exitCode()).as(command.toString()).isEqualTo(1);
            assertThat(run.err()).as(command.toString()).contains("404 Tenant ", "not found");
            assertThat(run.out()).as(command.toString()).isEmpty();
        }
        Run restored = run("tenant", "restore", UNKNOWN);
        assertThat(restored.exitCode()).isEqualTo(1);
        assertThat(restored.err()).contains("There is no deleted tenant " + UNKNOWN);
    }

    @Test
    void aDeletedTenantIsGoneUntilItIsRestored() {
        assertThat(run("tenant", "delete", "doomed").ok().out()).contains("removed");
        assertThat(run("tenant", "list").ok().out().lines()).doesNotContain("doomed");
        assertThat(run("tenant", "restore", "doomed", "--json")
                        .ok()
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(run("tenant", "list").ok().out().lines()).contains("doomed");
    }

    @Test
    void aQuotaIsSetLimitByLimitAndGivenBack() {
        run("tenant", "quota", TENANT, "--entries", "500", "--bytes", "unlimited")
                .ok();
        JsonNode one = run("tenant", "quota", TENANT, "--bytes", "70000", "--json")
                .ok()
                .json();
        assertThat(one.get("own").get("entries").asInt()).isEqualTo(500);
        assertThat(one.get("own").get("bytes").asInt()).isEqualTo(70000);
        JsonNode none = run("tenant", "quota", TENANT, "--entries", "default", "--bytes", "default", "--json")
                .ok()
                .json();
        assertThat(none.get("own")).isEmpty();
        assertThat(run("tenant", "quota", TENANT).ok().out()).contains("unlimited");
        assertThat(run("tenant", "quota", TENANT, "--entries", "many").exitCode())
                .isEqualTo(2);
    }

    @Test
    void usersAreShownByNameByHashAndByFingerprint() {
        JsonNode list = run("user", "list", TENANT, "--json").ok().json().get("users");
        assertThat(list).hasSize(2);
        String fingerprint = SigningKeyName.of(Person.BOB.signingPem());
        JsonNode byName = run("user", "show", TENANT, Person.BOB.username(), "--json")
                .ok()
                .json()
                .get("users")
                .get(0);
        assertThat(byName.get("fingerprint").asText()).isEqualTo(fingerprint);
        assertThat(byName.get("state").asText()).isEqualTo("revoked");
        for (String who : List.of(fingerprint, byName.get("usernameHash").asText())) {
            assertThat(run("user", "show", TENANT, who).ok().out()).contains(fingerprint + "  revoked  no    ");
        }
    }

    @Test
    void aLongListOfUsersIsReadPageByPage() {
        Run first = run("user", "list", TENANT, "--limit", "1", "--json").ok();
        String next = first.json().get("next").asText();
        assertThat(first.err()).contains("--after " + next);
        JsonNode second =
                run("user", "list", TENANT, "--after", next, "--json").ok().json();
        assertThat(second.get("users")).hasSize(1).isNotEqualTo(first.json().get("users"));
        assertThat(run("user", "list", TENANT, "--limit", "0").err()).contains("400 limit must be from 1 to 100");
    }

    @Test
    void anUnknownUserIsAFailure() {
        Run run = run("user", "show", TENANT, "cn=nobody/o=nowhere");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no such user");
    }

    @Test
    void theConfigurationIsReadReplacedAndNeverOnesOwnExit() throws IOException {
        String config = run("config", "get").ok().out();
        assertThat(run("config", "get", "--json").ok().json().has("capabilities"))
                .isTrue();
        Path file = Files.writeString(folder.resolve("new.json"), config);
        assertThat(run("config", "set", file.toString()).ok().out()).contains("kept as");

        Files.writeString(file, "{\"capabilities\": {}}");
        Run lockOut = run("config", "set", file.toString());
        assertThat(lockOut.exitCode()).isEqualTo(1);
        assertThat(lockOut.err()).contains("400 ", "your own access");
        assertThat(run("config", "set", folder.resolve("absent").toString()).err())
                .contains("cannot be read");
        assertThat(run("config", "get").ok().out()).isEqualTo(config);
    }

    @Test
    void whoeverIsNoAdministratorIsRefusedInTheServersWords() throws IOException {
        OperatorServer.write(folder, "mallory", Person.MALLORY);
        Run run = run(
                "tenant", "list",
                "--identity", folder.resolve("mallory.identity.json").toString(),
                "--password-file", folder.resolve("mallory.password").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("404 System admin principal not found");
    }

    @Test
    void aWrongPasswordAndAMissingIdentityAreSaid(@TempDir Path empty) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "wrong");
        assertThat(run("tenant", "list", "--password-file", wrong.toString()).err())
                .contains("The password does not open the identity file");
        Run missing = Run.of("tenant", "list", "--url", server.url(), "--data", empty.toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("--identity", "--data");
    }

    @Test
    void noCommandPrintsASecret() throws IOException {
        String password = Files.readString(folder.resolve("sysadmin.password")).strip();
        for (List<String> command : List.of(
                List.of("status", "--json"),
                List.of("config", "get"),
                List.of("user", "list", TENANT, "--json"),
                List.of("tenant", "show", TENANT, "--json"))) {
            Run run = run(command.toArray(String[]::new)).ok();
            assertThat(run.out() + run.err())
                    .as(command.toString())
                    .doesNotContain(password, "PRIVATE", "privateKey", "Bearer");
        }
    }
}

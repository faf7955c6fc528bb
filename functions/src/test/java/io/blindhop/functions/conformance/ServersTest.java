package io.blindhop.functions.conformance;

import static io.blindhop.store.dynamo.directory.PolicyText.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.policy.AclId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted servers and sync servers. */
class ServersTest extends OnNode {
    private static final String TRUSTED = "/system/trusted-servers";
    private static final String RELAY = "cn%3Drelay";
    /** A server with Mallory's keys, under a name that fits into a path. */
    private static final Person SERVER = new Person(new Identity(
            "cn=relay",
            Person.MALLORY.identity().signing(),
            Person.MALLORY.identity().encryption()));

    private TestTenant tenant;
    private String token;
    private String syncServers;

    @BeforeEach
    void logIn() {
        tenant = newTenant().grant(Person.BOB);
        token = tenant.systemLogin(Person.SYSADMIN);
        syncServers = "/system/tenants/" + tenant.id() + "/sync-servers";
    }

    @AfterEach
    void trustNobody() {
        system("DELETE", TRUSTED + "/" + RELAY);
    }

    private Answer system(String method, String path, ObjectNode body) {
        return tenant.system(token, method, path, body);
    }

    private Answer system(String method, String path) {
        return system(method, path, WireEntries.object());
    }

    private static ObjectNode relay() {
        return WireEntries.object()
                .put("name", SERVER.username())
                .put("signingPublicKey", Person.MALLORY.signingPem())
                .put("encryptionPublicKey", Person.MALLORY.encryptionPem());
    }

    private static ObjectNode remote(String url) {
        ObjectNode remote = WireEntries.object().put("name", "CN=other").put("url", url);
        remote.putArray("databases").add("directory").add("notes");
        return remote;
    }

    @Test
    void trustedServersAreAddedOnceListedAndRemoved() {
        ObjectNode named = relay().put("name", "CN=relay");
        assertThat(system("POST", TRUSTED, named).status()).isEqualTo(201);
        assertThat(system("POST", TRUSTED, relay().put("name", "cn=RELAY")).status())
                .isEqualTo(409);
        assertThat(system("GET", TRUSTED).json().get("servers")).contains(named);
        assertThat(system("DELETE", TRUSTED + "/" + RELAY).status()).isEqualTo(200);
        assertThat(system("DELETE", TRUSTED + "/" + RELAY).status()).isEqualTo(404);
        assertThat(system("GET", TRUSTED).json().get("servers")).doesNotContain(named);
    }

    @Test
    void aTrustedServerNeedsANameAndUsableKeys() {
        assertThat(system("POST", TRUSTED, relay().put("name", "")).status()).isEqualTo(400);
        assertThat(system("POST", TRUSTED, relay().put("signingPublicKey", "x")).status())
                .isEqualTo(400);
        assertThat(system("POST", TRUSTED, relay().put("encryptionPublicKey", Person.BOB.signingPem()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTrustedServerLogsInAndPullsUntilItIsRemoved() {
        tenant.login(Person.ALICE)
                .docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("a_document")))
                .ok();
        system("POST", TRUSTED, relay()).ok();
        var server = tenant.login(SERVER).docs("notes");
        assertThat(server.pullHybrid(server.ids())).hasSize(1);

        system("DELETE", TRUSTED + "/" + RELAY).ok();

        assertThat(server.call("getStoreHead").status()).isEqualTo(401);
    }

    @Test
    void aTrustedServerRelaysWhatMembersWroteAndNothingOfItsOwn() {
        system("POST", TRUSTED, relay()).ok();
        var server = tenant.login(SERVER).docs("notes");
        var relayed = server.putBinary(List.of(Person.ALICE.entries(1).docCreate("of_alice")));
        assertThat(relayed.ok().json().get("rejected")).isEmpty();
        var own = server.putBinary(List.of(Person.MALLORY.entries(2).docCreate("of_the_server")));
        assertThat(own.ok().json().get("rejected")).hasSize(1);
    }

    @Test
    void aServerThatIsTrustedWithDatabasesOpensTheseWhateverPoliciesSayAndNoOthers() {
        ObjectNode scoped = relay();
        scoped.putArray("databases").add("notes").add("unlisted");
        system("POST", TRUSTED, scoped).ok();
        assertThat(system("GET", TRUSTED).json().get("servers")).contains(scoped);
        try (PolicyLab lab = new PolicyLab(newTenant())) {
            lab.publish(
                    AclId.DEFAULT_POLICY,
                    policy(Map.of(
                            "databaseCreationPolicy",
                            "directory-restricted",
                            "allowedDbIds",
                            List.of("notes", "other"))));

            for (String open : List.of("notes", "unlisted", "directory")) {
                assertThat(lab.docs(SERVER, open).call("getStoreHead").status())
                        .as(open)
                        .isEqualTo(200);
            }
            Answer other = lab.docs(SERVER, "other").call("getStoreHead");
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.error()).contains("\"other\"", "relays");
        }
    }

    @Test
    void aServerThatIsTrustedByOneTenantIsNobodyInAnother() {
        TestTenant another = newTenant();
        ObjectNode scoped = relay();
        scoped.putArray("tenants").add(another.id());
        system("POST", TRUSTED, scoped).ok();
        assertThat(system("GET", TRUSTED).json().get("servers")).contains(scoped);

        Session relay = another.login(SERVER);
        assertThat(relay.docs("notes").call("getStoreHead").status()).isEqualTo(200);
        ObjectNode wish =
                WireEntries.object().put("username", SERVER.username()).put("signingPublicKey", SERVER.signingPem());
        assertThat(tenant.auth("challenge", wish).status()).isEqualTo(403);
    }

    @Test
    void theScopeOfATrustedServerIsWellFormed() {
        ObjectNode badDatabase = relay();
        badDatabase.putArray("databases").add("a/b");
        ObjectNode badTenant = relay();
        badTenant.putArray("tenants").add("../x");
        assertThat(system("POST", TRUSTED, badDatabase).status()).isEqualTo(400);
        assertThat(system("POST", TRUSTED, badTenant).status()).isEqualTo(400);
        assertThat(system("POST", TRUSTED, relay().put("databases", "notes")).status())
                .isEqualTo(400);
    }

    @Test
    void syncServersOfATenantAreReplacedByName() {
        assertThat(system("POST", syncServers, remote("https://sync.example.com"))
                        .status())
                .isEqualTo(201);
        ObjectNode later = remote("https://other.example.com/x").put("syncIntervalMs", 1000);
        assertThat(system("POST", syncServers, later).status()).isEqualTo(201);
        assertThat(system("GET", syncServers).json().get("servers")).containsExactly(later);
        assertThat(system("DELETE", syncServers + "/CN%3Dother").status()).isEqualTo(200);
        assertThat(system("DELETE", syncServers + "/CN%3Dother").status()).isEqualTo(404);
    }

    @Test
    void anUpdateOfATenantReplacesAllItsSyncServers() {
        String path = "/system/tenants/" + tenant.id();
        system("POST", syncServers, remote("https://sync.example.com").put("name", "old"))
                .ok();
        ObjectNode update = WireEntries.object();
        update.putArray("remoteServers").add(remote("https://sync.example.com"));
        system("PUT", path, update).ok();
        assertThat(system("GET", syncServers).json().get("servers"))
                .containsExactly(remote("https://sync.example.com"));
        system("PUT", path, WireEntries.object().put("defaultStoreType", "file"))
                .ok();
        assertThat(system("GET", syncServers).json().get("servers")).hasSize(1);
        assertThat(system("PUT", "/system/tenants/nobody", update).status()).isEqualTo(404);
    }

    @Test
    void anUnknownTenantHasNoSyncServersAndNothingToTrigger() {
        assertThat(system("GET", "/system/tenants/nobody/sync-servers").status())
                .isEqualTo(404);
        assertThat(system("POST", "/system/tenants/nobody/trigger-sync").status())
                .isEqualTo(404);
        assertThat(system("POST", "/system/tenants/" + tenant.id() + "/trigger-sync")
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sync.example.com",
                "ftp://sync.example.com",
                "https://",
                "no url",
                "https://localhost",
                "https://a.localhost.",
                "https://printer.local",
                "https://metadata.google.internal",
                "https://intranet",
                "https://127.0.0.1",
                "https://10.1.2.3:8443/x",
                "https://169.254.169.254/latest",
                "https://172.16.0.1",
                "https://192.168.1.1",
                "https://0x7f.1",
                "https://2130706433",
                "https://127.1",
                "https://010.8.8.8",
                "https://[::1]",
                "https://[::ffff:127.0.0.1]",
                "https://[fd00::1]",
                "https://[fe80::1]",
                "https://user:secret@sync.example.com"
            })
    void aSyncServerIsAPublicHostWithTls(String url) {
        assertThat(system("POST", syncServers, remote(url)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sync.example.com:8443/a", "https://8.8.8.8", "https://[2600::1]"})
    void aPublicHostIsTaken(String url) {
        assertThat(system("POST", syncServers, remote(url)).status()).isEqualTo(201);
    }
}

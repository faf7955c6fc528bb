package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.tenant.TrustedServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted servers and sync servers. */
class ServersTest {
    private static final String TRUSTED = "/system/trusted-servers";
    private static final String SYNC = "/system/tenants/" + TestTenant.RECORDED + "/sync-servers";

    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
    private final String token = tenant.systemLogin(Person.SYSADMIN);

    @AfterEach
    void close() {
        node.close();
    }

    private Answer system(String method, String path, ObjectNode body) {
        return tenant.system(token, method, path, body);
    }

    private Answer system(String method, String path) {
        return system(method, path, WireEntries.object());
    }

    private static ObjectNode mallory() {
        return WireEntries.object()
                .put("name", Person.MALLORY.username())
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
        ObjectNode named = mallory().put("name", "CN=relay");
        assertThat(system("POST", TRUSTED, named).status()).isEqualTo(201);
        assertThat(system("POST", TRUSTED, mallory().put("name", "cn=RELAY")).status())
                .isEqualTo(409);
        assertThat(system("GET", TRUSTED).json().get("servers")).containsExactly(named);
        assertThat(system("DELETE", TRUSTED + "/cn%3Drelay").status()).isEqualTo(200);
        assertThat(system("DELETE", TRUSTED + "/cn%3Drelay").status()).isEqualTo(404);
        assertThat(system("GET", TRUSTED).json().get("servers")).isEmpty();
    }

    @Test
    void aTrustedServerNeedsANameAndUsableKeys() {
        assertThat(system("POST", TRUSTED, mallory().put("name", "")).status()).isEqualTo(400);
        assertThat(system("POST", TRUSTED, mallory().put("signingPublicKey", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(system("POST", TRUSTED, mallory().put("encryptionPublicKey", Person.BOB.signingPem()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTrustedServerLogsInAndPullsUntilItIsRemoved() {
        tenant.login(Person.ALICE)
                .docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("a_document")))
                .ok();
        system("POST", TRUSTED, mallory()).ok();
        var server = tenant.login(Person.MALLORY).docs("notes");
        assertThat(server.pullHybrid(server.ids())).hasSize(1);

        assertThat(new TrustedServers(node.services().storage().table()).remove(Person.MALLORY.username()))
                .isTrue();

        assertThat(server.call("getStoreHead").status()).isEqualTo(401);
    }

    @Test
    void aTrustedServerRelaysWhatMembersWroteAndNothingOfItsOwn() {
        system("POST", TRUSTED, mallory()).ok();
        var server = tenant.login(Person.MALLORY).docs("notes");
        var relayed = server.putBinary(List.of(Person.ALICE.entries(1).docCreate("of_alice")));
        assertThat(relayed.ok().json().get("rejected")).isEmpty();
        var own = server.putBinary(List.of(Person.MALLORY.entries(2).docCreate("of_the_server")));
        assertThat(own.ok().json().get("rejected")).hasSize(1);
    }

    @Test
    void syncServersOfATenantAreReplacedByName() {
        assertThat(system("POST", SYNC, remote("https://sync.example.com")).status())
                .isEqualTo(201);
        ObjectNode later = remote("https://other.example.com/x").put("syncIntervalMs", 1000);
        assertThat(system("POST", SYNC, later).status()).isEqualTo(201);
        assertThat(system("GET", SYNC).json().get("servers")).containsExactly(later);
        assertThat(system("DELETE", SYNC + "/CN%3Dother").status()).isEqualTo(200);
        assertThat(system("DELETE", SYNC + "/CN%3Dother").status()).isEqualTo(404);
    }

    @Test
    void anUpdateOfATenantReplacesAllItsSyncServers() {
        String path = "/system/tenants/" + TestTenant.RECORDED;
        system("POST", SYNC, remote("https://sync.example.com").put("name", "old"))
                .ok();
        ObjectNode update = WireEntries.object();
        update.putArray("remoteServers").add(remote("https://sync.example.com"));
        system("PUT", path, update).ok();
        assertThat(system("GET", SYNC).json().get("servers")).containsExactly(remote("https://sync.example.com"));
        system("PUT", path, WireEntries.object().put("defaultStoreType", "file"))
                .ok();
        assertThat(system("GET", SYNC).json().get("servers")).hasSize(1);
        assertThat(system("PUT", "/system/tenants/nobody", update).status()).isEqualTo(404);
    }

    @Test
    void anUnknownTenantHasNoSyncServersAndNothingToTrigger() {
        assertThat(system("GET", "/system/tenants/nobody/sync-servers").status())
                .isEqualTo(404);
        assertThat(system("POST", "/system/tenants/nobody/trigger-sync").status())
                .isEqualTo(404);
        assertThat(system("POST", "/system/tenants/" + TestTenant.RECORDED + "/trigger-sync")
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
        assertThat(system("POST", SYNC, remote(url)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://sync.example.com:8443/a", "https://8.8.8.8", "https://[2600::1]"})
    void aPublicHostIsTaken(String url) {
        assertThat(system("POST", SYNC, remote(url)).status()).isEqualTo(201);
    }

    @Test
    void aNodeForTestsTakesAnyHost() {
        OperatorOptions insecure = new OperatorOptions(AddressList.ANY, true, Duration.ofDays(1));
        try (TestNode other = new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT,
                OptionalLong.empty(),
                EventMode.IN_PROCESS,
                Set.of(),
                LimitOptions.OFF,
                insecure))) {
            TestTenant there = other.register(TestTenant.RECORDED);
            String login = there.systemLogin(Person.SYSADMIN);
            assertThat(there.system(login, "POST", SYNC, remote("http://127.0.0.1:8080"))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void operatorRoutesAreClosedToOtherAddresses() throws IOException {
        OperatorOptions office =
                new OperatorOptions(AddressList.parse("127.0.0.0/8, 2001:db8::/32"), false, Duration.ofDays(1));
        try (TestNode other = new TestNode(new NodeOptions(
                TestNode.BODY_LIMIT, OptionalLong.empty(), EventMode.IN_PROCESS, Set.of(), LimitOptions.OFF, office))) {
            TestTenant there = other.register(TestTenant.RECORDED);
            String login = there.systemLogin(Person.SYSADMIN);
            for (String address : List.of("127.0.0.1", "::ffff:127.9.9.9", "2001:db8::7")) {
                assertThat(statusFrom(other, login, address)).as(address).isEqualTo(200);
            }
            for (String address : List.of("128.0.0.1", "2001:db9::7", "not an address")) {
                assertThat(statusFrom(other, login, address)).as(address).isEqualTo(403);
            }
        }
    }

    private static int statusFrom(TestNode node, String login, String address) throws IOException {
        Headers headers = Headers.of("Authorization", "Bearer " + login);
        return node.send(new HttpRequest("GET", "/system/tenants", headers, Bytes.empty(), address))
                .status();
    }
}

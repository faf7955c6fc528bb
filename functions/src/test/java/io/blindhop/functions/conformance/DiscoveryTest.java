package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which tenants a device belongs to (protocol 3.6). */
class DiscoveryTest extends OnNode {

    private Answer post(String route, ObjectNode body) {
        return send("POST", "/device/" + route, Headers.none(), Bytes.utf8(body.toString()));
    }

    private String challenge(Person person) {
        return post("challenge", WireEntries.object().put("signingPublicKey", person.signingPem()))
                .ok()
                .json()
                .get("challenge")
                .asText();
    }

    /** By id of the tenant. */
    private Map<String, JsonNode> discovered(Person person) {
        Map<String, JsonNode> tenants = new HashMap<>();
        post("discover", TestTenant.signed(person.identity().signing(), challenge(person)))
                .ok()
                .json()
                .get("tenants")
                .forEach(tenant -> tenants.put(tenant.get("tenantId").asText(), tenant));
        return tenants;
    }

    @Test
    void aGrantedDeviceFindsItsTenantAndCanOpenItsKey() {
        TestTenant tenant = newTenant().grant(Person.BOB);

        JsonNode delivery = discovered(Person.BOB).get(tenant.id());

        assertThat(delivery.get("adminSigningPublicKey").asText()).isEqualTo(Person.ADMIN.signingPem());
        assertThat(delivery.get("adminEncryptionPublicKey").asText()).isEqualTo(Person.ADMIN.encryptionPem());
        assertThat(delivery.get("username_hash").asText()).isEqualTo(tenant.hash(Person.BOB));
        assertThat(delivery.has("wrappedPublicInfosKeys")).isFalse();
        Bytes wrapped = Bytes.fromBase64(delivery.get("wrappedPublicInfosKey").asText());
        assertThat(Person.BOB.identity().encryption().unwrap(wrapped)).isEqualTo(TestTenant.PUBLIC_INFOS_KEY);
    }

    @Test
    void aDeviceThatNobodyGrantedAnythingFindsNothing() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        assertThat(discovered(Person.MALLORY)).isEmpty();
        assertThat(discovered(Person.CAROL)).doesNotContainKey(tenant.id());
    }

    @Test
    void aDeviceFindsAllItsTenants() {
        String first = newTenant().grant(Person.BOB).id();
        String second = newTenant().grant(Person.BOB).id();
        String third = newTenant().grant().id();
        assertThat(discovered(Person.BOB)).containsKeys(first, second).doesNotContainKey(third);
    }

    @Test
    void aRevokedDeviceFindsNothing() {
        TestTenant tenant = newTenant().grant(Person.BOB).revokeBob();
        assertThat(discovered(Person.BOB)).doesNotContainKey(tenant.id());
    }

    @Test
    void aDeviceThatIsToWipeItselfFindsNothing() {
        TestTenant tenant = newTenant().grant(Person.CAROL).wipeCarol();
        assertThat(discovered(Person.CAROL)).doesNotContainKey(tenant.id());
    }

    @Test
    void aDeletedTenantIsNotFoundAndARestoredOneIs() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        String path = "/system/tenants/" + tenant.id();
        tenant.operator("DELETE", path, WireEntries.object()).ok();
        assertThat(discovered(Person.BOB)).doesNotContainKey(tenant.id());
        tenant.operator("POST", path + "/restore", WireEntries.object()).ok();
        assertThat(discovered(Person.BOB)).containsKey(tenant.id());
    }

    @Test
    void aChallengeIsSpentOnce() {
        ObjectNode answer = TestTenant.signed(Person.BOB.identity().signing(), challenge(Person.BOB));
        assertThat(post("discover", answer).status()).isEqualTo(200);
        assertThat(post("discover", answer).status()).isEqualTo(401);
    }

    @Test
    void aWrongSignatureIsRefused() {
        assertThat(post("discover", TestTenant.signed(Person.MALLORY.identity().signing(), challenge(Person.BOB)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aChallengeOfATenantIsWorthlessHere() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        String challenge = tenant.challenge(Person.BOB);
        assertThat(post("discover", TestTenant.signed(Person.BOB.identity().signing(), challenge))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aChallengeNeedsAKeyAndWritesNothing() {
        assertThat(post("challenge", WireEntries.object()).status()).isEqualTo(400);
        assertThat(post("challenge", WireEntries.object().put("signingPublicKey", "x".repeat(8193)))
                        .status())
                .isEqualTo(400);
        OptionalLong writes = node.tableWrites();
        challenge(Person.BOB);
        assertThat(node.tableWrites()).isEqualTo(writes);
    }
}

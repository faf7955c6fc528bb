package io.blindhop.functions.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.tenant.TenantDeletions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private final TestNode node = new TestNode();

    @AfterEach
    void close() {
        node.close();
    }

    private Answer post(String route, ObjectNode body) throws IOException {
        return node.send(
                new HttpRequest("POST", "/device/" + route, Headers.none(), Bytes.utf8(body.toString()), "127.0.0.1"));
    }

    private String challenge(Person person) throws IOException {
        return post("challenge", WireEntries.object().put("signingPublicKey", person.signingPem()))
                .ok()
                .json()
                .get("challenge")
                .asText();
    }

    private JsonNode discovered(Person person) throws IOException {
        return post("discover", TestTenant.signed(person.identity().signing(), challenge(person)))
                .ok()
                .json()
                .get("tenants");
    }

    @Test
    void aGrantedDeviceFindsItsTenantAndCanOpenItsKey() throws IOException {
        node.register(TestTenant.RECORDED).grant(Person.BOB);

        JsonNode found = discovered(Person.BOB);

        assertThat(found).hasSize(1);
        JsonNode delivery = found.get(0);
        assertThat(delivery.get("tenantId").asText()).isEqualTo(TestTenant.RECORDED);
        assertThat(delivery.get("adminSigningPublicKey").asText()).isEqualTo(Person.ADMIN.signingPem());
        assertThat(delivery.get("adminEncryptionPublicKey").asText()).isEqualTo(Person.ADMIN.encryptionPem());
        assertThat(delivery.get("username_hash").asText()).hasSize(64);
        assertThat(delivery.has("wrappedPublicInfosKeys")).isFalse();
        Bytes wrapped = Bytes.fromBase64(delivery.get("wrappedPublicInfosKey").asText());
        assertThat(Person.BOB.identity().encryption().unwrap(wrapped))
                .isEqualTo(node.tenant(TestTenant.RECORDED).publicInfosKeys().getFirst());
    }

    @Test
    void aDeviceThatNobodyGrantedAnythingFindsNothing() throws IOException {
        node.register(TestTenant.RECORDED).grant(Person.BOB);
        assertThat(discovered(Person.MALLORY)).isEmpty();
        assertThat(discovered(Person.CAROL)).isEmpty();
    }

    @Test
    void aDeviceFindsAllItsTenants() throws IOException {
        node.register(TestTenant.RECORDED).grant(Person.BOB);
        node.register("second").grant(Person.BOB);
        node.register("third").grant();
        assertThat(discovered(Person.BOB).findValuesAsText("tenantId"))
                .containsExactlyInAnyOrder(TestTenant.RECORDED, "second");
    }

    @Test
    void aRevokedDeviceFindsNothing() throws IOException {
        node.register(TestTenant.RECORDED).grant(Person.BOB).revokeBob();
        assertThat(discovered(Person.BOB)).isEmpty();
    }

    @Test
    void aDeviceThatIsToWipeItselfFindsNothing() throws IOException {
        node.register(TestTenant.RECORDED)
                .grant(Person.BOB, Person.CAROL)
                .revokeBob()
                .wipeCarol();
        assertThat(discovered(Person.CAROL)).isEmpty();
    }

    @Test
    void aDeletedTenantIsNotFoundAndARestoredOneIs() throws IOException {
        node.register(TestTenant.RECORDED).grant(Person.BOB);
        TenantDeletions deletions = new TenantDeletions(
                node.services().storage().table(), node.services().tenants());
        deletions.delete(
                node.tenant(TestTenant.RECORDED), node.services().clock().instant());
        assertThat(discovered(Person.BOB)).isEmpty();
        deletions.restore(TestTenant.RECORDED);
        assertThat(discovered(Person.BOB)).hasSize(1);
    }

    @Test
    void aChallengeIsSpentOnce() throws IOException {
        ObjectNode answer = TestTenant.signed(Person.BOB.identity().signing(), challenge(Person.BOB));
        assertThat(post("discover", answer).status()).isEqualTo(200);
        assertThat(post("discover", answer).status()).isEqualTo(401);
    }

    @Test
    void aWrongSignatureAndALateAnswerAreRefused() throws IOException {
        String challenge = challenge(Person.BOB);
        assertThat(post("discover", TestTenant.signed(Person.MALLORY.identity().signing(), challenge))
                        .status())
                .isEqualTo(401);
        node.advance(Duration.ofMinutes(5).plusMillis(1));
        Answer late = post("discover", TestTenant.signed(Person.BOB.identity().signing(), challenge));
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.error()).isEqualTo("Challenge expired");
    }

    @Test
    void aChallengeOfATenantIsWorthlessHere() throws IOException {
        TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
        String challenge = tenant.challenge(Person.BOB);
        assertThat(post("discover", TestTenant.signed(Person.BOB.identity().signing(), challenge))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aChallengeNeedsAKeyAndWritesNothing() throws IOException {
        assertThat(post("challenge", WireEntries.object()).status()).isEqualTo(400);
        assertThat(post("challenge", WireEntries.object().put("signingPublicKey", "x".repeat(8193)))
                        .status())
                .isEqualTo(400);
        long writes = node.tableWrites();
        challenge(Person.BOB);
        assertThat(node.tableWrites()).isEqualTo(writes);
    }
}

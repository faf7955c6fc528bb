package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tenants come to a node (protocol 3.8). */
class RegistrationTest extends OnNode {
    private TestTenant tenant;

    @BeforeEach
    void register() {
        tenant = newTenant();
    }

    private static ObjectNode body() {
        return WireEntries.object()
                .put("adminSigningPublicKey", Person.ADMIN.signingPem())
                .put("adminEncryptionPublicKey", Person.ADMIN.encryptionPem())
                .put("publicInfosKey", TestTenant.PUBLIC_INFOS_KEY.toBase64());
    }

    private Answer register(String id, ObjectNode body) {
        return tenant.operator("POST", "/system/tenants/" + id, body);
    }

    @Test
    void aTenantIsRegisteredOnceAndOnceMoreChangesNothing() {
        String id = newTenantId();
        Answer first = register(id, body());
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("created").asBoolean()).isTrue();
        Answer second = register(id, body());
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().get("created").asBoolean()).isFalse();
        assertThat(tenant.operator("GET", "/system/tenants", WireEntries.object())
                        .ok()
                        .body()
                        .toUtf8())
                .contains(id, tenant.id());
    }

    @Test
    void anotherKeyForATenantThatIsThereIsAConflict() {
        String other = Bytes.wrap(new byte[32]).toBase64();
        assertRefused(register(tenant.id(), body().put("publicInfosKey", other)), 409, "another key");
    }

    @Test
    void idsThatAreNoneAndIdsThatAreReservedAreRefused() {
        for (String id : List.of("admin", "system", "health", "statics", "device", "-a", "a.b", "a".repeat(65))) {
            assertRefused(register(id, body()), 400, id);
        }
    }

    @Test
    void keysThatCannotBeUsedAreRefused() {
        String id = newTenantId();
        assertRefused(register(id, body().put("adminSigningPublicKey", "x")), 400, "signing");
        assertRefused(register(id, body().put("adminEncryptionPublicKey", Person.BOB.signingPem())), 400, "RSA");
        assertRefused(register(id, body().put("publicInfosKey", "AAAA")), 400, "short");
        ObjectNode none = body();
        none.remove("publicInfosKey");
        assertRefused(register(id, none), 400, "none");
        String forSomebodyElse = Bytes.wrap(new byte[500]).toBase64();
        assertRefused(register(id, none.put("encryptedPublicInfosKey", forSomebodyElse)), 400, "wrapped");
        assertThat(register(id, body()).status()).isEqualTo(201);
    }

    @Test
    void theAdministratorOfATenantLogsInByNameInAnyCase() {
        ObjectNode name = WireEntries.object()
                .put("username", Person.ADMIN.username().toUpperCase(java.util.Locale.ROOT))
                .put("signingPublicKey", Person.ADMIN.signingPem());
        String challenge =
                tenant.auth("challenge", name).ok().json().get("challenge").asText();
        tenant.authenticate(Person.ADMIN, challenge).ok();
    }
}

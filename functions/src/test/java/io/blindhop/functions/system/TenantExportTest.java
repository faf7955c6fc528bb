package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server that is trusted with a tenant needs to register it, and that nobody else gets it. */
class TenantExportTest {
    private static final String TRUSTED = "/system/trusted-servers";
    private static final String TENANT = "/system/tenants/" + TestTenant.RECORDED;
    private static final String OFFER = TENANT + "/registration?server=CN%3Dhop";

    private final TestNode here = new TestNode();
    private final TestNode there = new TestNode();
    private final TestTenant tenant = here.register(TestTenant.RECORDED);

    @AfterEach
    void close() {
        there.close();
        here.close();
    }

    private ObjectNode server(Person keys) {
        return WireEntries.object()
                .put("name", "cn=hop")
                .put("signingPublicKey", keys.signingPem())
                .put("encryptionPublicKey", keys.encryptionPem());
    }

    private Answer offer(String target) {
        return tenant.operator("GET", target, WireEntries.object());
    }

    /** At the other server, as its operator. */
    private Answer register(ObjectNode offer) {
        return tenant.through(there).operator("POST", TENANT, offer);
    }

    @Test
    void theServerItIsForRegistersTheTenantWithIt() {
        tenant.operator("POST", TRUSTED, server(Person.SERVER)).ok();

        Answer offer = offer(OFFER).ok();

        assertThat(offer.json().get("tenantId").asText()).isEqualTo(TestTenant.RECORDED);
        assertThat(offer.json().get("server").asText()).isEqualTo("cn=hop");
        assertThat(offer.body().toUtf8()).doesNotContain(TestTenant.PUBLIC_INFOS_KEY.toBase64());
        assertThat(register((ObjectNode) offer.json()).status()).isEqualTo(201);
        assertThat(there.tenant(TestTenant.RECORDED).publicInfosKeys()).containsExactly(TestTenant.PUBLIC_INFOS_KEY);
        tenant.through(there).login(Person.ADMIN);
    }

    @Test
    void noOtherServerCanUseIt() {
        tenant.operator("POST", TRUSTED, server(Person.MALLORY)).ok();

        Answer refused = register((ObjectNode) offer(OFFER).ok().json());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).contains("not encrypted for this server");
    }

    @Test
    void itIsMadeForTrustedServersOnlyThatAreLetIntoTheTenant() {
        assertThat(offer(OFFER).status()).isEqualTo(404);
        ObjectNode scoped = server(Person.SERVER);
        scoped.putArray("tenants").add("another");
        tenant.operator("POST", TRUSTED, scoped).ok();

        Answer refused = offer(OFFER);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).contains("is not let into tenant " + TestTenant.RECORDED);
        assertThat(offer(TENANT + "/registration").status()).isEqualTo(400);
        assertThat(offer(TENANT + "/registration?server=" + "x".repeat(257)).status())
                .isEqualTo(400);
        assertThat(offer(OFFER.replace(TestTenant.RECORDED, "nobody")).status()).isEqualTo(404);
    }
}

package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.crypto.WrappingKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node tells anybody (protocol 3.7). */
class InfoTest extends OnNode {
    @Test
    void aNodeIsWell() {
        JsonNode health = get("/health").ok().json();
        assertThat(health.get("status").asText()).isEqualTo("ok");
    }

    @Test
    void theKeysOfTheNodeCanBeUsedAndTheLimitIsANumber() {
        JsonNode info = serverInfo();
        assertThat(info.get("name").asText()).isNotBlank();
        VerifyingKey.fromPem(info.get("signingPublicKey").asText());
        WrappingKey.fromPem(info.get("encryptionPublicKey").asText());
        assertThat(info.get("maxJsonRequestBodyBytes").asLong()).isBetween(64L * 1024, 256L * 1024 * 1024);
    }

    @Test
    void fingerprintsTellEqualKeysFromOtherKeysAndNothingElse() {
        List<JsonNode> fingerprints = List.of(fingerprints(newTenant()), fingerprints(newTenant()));
        assertThat(fingerprints.getFirst()).hasSize(1).isEqualTo(fingerprints.getLast());
        assertThat(fingerprints.toString()).doesNotContain(TestTenant.PUBLIC_INFOS_KEY.toBase64());
        assertRefused(get(fingerprintsOf(newTenantId())), 404, "unknown");
    }

    private JsonNode fingerprints(TestTenant tenant) {
        JsonNode answer = get(fingerprintsOf(tenant.id())).ok().json();
        assertThat(answer.get("tenantId").asText()).isEqualTo(tenant.id());
        return answer.properties().stream()
                .map(Map.Entry::getValue)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseThrow();
    }

    private static String fingerprintsOf(String tenantId) {
        return "/.well-known/mindoodb-tenants/" + tenantId + "/publicinfos-fingerprints";
    }

    @Test
    void whatIsNotThereAndWhatIsAskedInAnotherWayIsRefusedAsJson() {
        assertRefused(get("/"), 404, "root");
        assertRefused(get("/nothing/at/all"), 404, "unknown");
        for (String method : List.of("POST", "PUT", "DELETE")) {
            var answer = send(method, "/health", Headers.none(), Bytes.empty());
            assertRefused(answer, 405, method);
            assertThat(answer.headers().first("Allow")).hasValue("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void headHasTheStatusAndTypeOfGetAndNoBody() {
        var head = send("HEAD", "/health", Headers.none(), Bytes.empty());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers().first("Content-Type"))
                .isEqualTo(get("/health").headers().first("Content-Type"));
    }

    @Test
    void aSlashAtTheEndIsNoOtherPath() {
        assertThat(get("/health/").status()).isEqualTo(200);
    }

    @Test
    void methodsAreNamedToWhoeverAsks() {
        var options = send("OPTIONS", "/system/tenants", Headers.none(), Bytes.empty());
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers().first("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void theKeyOfTheNodeIsNobodyElses() {
        assertThat(serverInfo().get("signingPublicKey").asText())
                .isNotIn(Person.SYSADMIN.signingPem(), Person.ADMIN.signingPem());
    }
}

package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.TestEntries;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of a tenant and lets it store. */
class TenantLimitsTest extends OnNode {
    private final TestEntries entries = Person.ALICE.entries(1);
    private TestTenant tenant;
    private String token;
    private String path;

    @BeforeEach
    void logIn() {
        tenant = newTenant().grant();
        token = tenant.systemLogin(Person.SYSADMIN);
        path = "/system/tenants/" + tenant.id();
    }

    @Test
    void anOperatorSeesTheUsageAndSetsAQuotaThatIsInForceForTheNextPush() {
        assumeTrue(node.storesEntries(), "usage and quotas are those of the node behind this one");
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        int directory = usage().get("usage").get("entries").asInt();
        assertThat(directory).isPositive();
        assertThat(usage().get("quota").get("entries").isNull()).isTrue();
        assertThat(usage().get("own").isEmpty()).isTrue();

        Answer set = send("PUT", path + "/quota", "{\"entries\": " + (directory + 1) + ", \"bytes\": null}", token);
        assertThat(set.ok().json().get("quota").get("entries").asInt()).isEqualTo(directory + 1);
        notes.putBinary(List.of(entries.docCreate("a"))).ok();

        assertThat(notes.putBinary(List.of(entries.docCreate("b"))).status()).isEqualTo(403);
        assertThat(usage().get("usage").get("entries").asInt()).isEqualTo(directory + 1);
        assertThat(usage().get("own").get("bytes").isNull()).isTrue();
        send("PUT", path + "/quota", "{}", token).ok();
        notes.putBinary(List.of(entries.docCreate("b"))).ok();
    }

    @Test
    void onlyOperatorsSeeOrSetAnything() {
        String ofTenant = tenant.login(Person.ADMIN).token();

        assertThat(send("GET", path + "/usage", "", ofTenant).status()).isEqualTo(401);
        assertThat(send("PUT", path + "/quota", "{\"entries\": 0}", ofTenant).status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoQuotaIsRefusedAndAnUnknownTenantNotFound() {
        for (String body : List.of(
                "", "[]", "{\"entries\": -1}", "{\"entries\": 1.5}", "{\"bytes\": \"1\"}", "{\"bytes\": 1e300}")) {
            assertThat(send("PUT", path + "/quota", body, token).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(usage().get("own").isEmpty()).isTrue();
        assertThat(send("GET", "/system/tenants/nobody/usage", "", token).status())
                .isEqualTo(404);
        assertThat(send("PUT", "/system/tenants/nobody/quota", "{}", token).status())
                .isEqualTo(404);
    }

    private JsonNode usage() {
        return send("GET", path + "/usage", "", token).ok().json();
    }

    private Answer send(String method, String target, String body, String bearer) {
        return send(method, target, Headers.of("Authorization", "Bearer " + bearer), Bytes.utf8(body));
    }
}

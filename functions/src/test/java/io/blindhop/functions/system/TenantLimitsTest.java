package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantLimitsTest {
    private static final String ACME = "/system/tenants/" + TestTenant.RECORDED;

    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant();
    private final String token = tenant.systemLogin(Person.SYSADMIN);
    private final TestEntries entries = Person.ALICE.entries(1);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void anOperatorSeesTheUsageAndSetsAQuotaThatIsInForceForTheNextPush() throws IOException {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        assertThat(usage().get("usage").get("entries").asInt()).isEqualTo(9);
        assertThat(usage().get("quota").get("entries").isNull()).isTrue();
        assertThat(usage().get("own").isEmpty()).isTrue();

        Answer set = send("PUT", ACME + "/quota", "{\"entries\": 10, \"bytes\": null}", token);
        assertThat(set.ok().json().get("quota").get("entries").asInt()).isEqualTo(10);
        notes.putBinary(List.of(entries.docCreate("a"))).ok();

        assertThat(notes.putBinary(List.of(entries.docCreate("b"))).status()).isEqualTo(403);
        assertThat(usage().get("usage").get("entries").asInt()).isEqualTo(10);
        assertThat(usage().get("own").get("bytes").isNull()).isTrue();
        send("PUT", ACME + "/quota", "{}", token).ok();
        notes.putBinary(List.of(entries.docCreate("b"))).ok();
    }

    @Test
    void onlyOperatorsSeeOrSetAnything() throws IOException {
        String ofTenant = tenant.login(Person.ADMIN).token();

        assertThat(send("GET", ACME + "/usage", "", ofTenant).status()).isEqualTo(401);
        assertThat(send("PUT", ACME + "/quota", "{\"entries\": 0}", ofTenant).status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoQuotaIsRefusedAndAnUnknownTenantNotFound() throws IOException {
        for (String body : List.of(
                "", "[]", "{\"entries\": -1}", "{\"entries\": 1.5}", "{\"bytes\": \"1\"}", "{\"bytes\": 1e300}")) {
            assertThat(send("PUT", ACME + "/quota", body, token).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(usage().get("own").isEmpty()).isTrue();
        assertThat(send("GET", "/system/tenants/nobody/usage", "", token).status())
                .isEqualTo(404);
        assertThat(send("PUT", "/system/tenants/nobody/quota", "{}", token).status())
                .isEqualTo(404);
    }

    private JsonNode usage() throws IOException {
        return send("GET", ACME + "/usage", "", token).ok().json();
    }

    private Answer send(String method, String target, String body, String bearer) throws IOException {
        return node.send(new HttpRequest(
                method, target, Headers.of("Authorization", "Bearer " + bearer), Bytes.utf8(body), "127.0.0.1"));
    }
}

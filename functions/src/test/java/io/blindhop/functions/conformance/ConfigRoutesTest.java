package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may use the operator's routes is configuration, which is left as it was. */
class ConfigRoutesTest extends OnNode {
    private TestTenant tenant;
    private String token;

    @BeforeEach
    void logIn() {
        tenant = newTenant();
        token = tenant.systemLogin(Person.SYSADMIN);
    }

    private Answer system(String method, String path, ObjectNode body) {
        return tenant.system(token, method, path, body);
    }

    private Answer read(String path) {
        return system("GET", path, WireEntries.object());
    }

    private static ObjectNode principal(Person person) {
        return WireEntries.object().put("username", person.username()).put("publicsignkey", person.signingPem());
    }

    private static ObjectNode config(String rule, Person... persons) {
        ObjectNode config = WireEntries.object();
        for (Person person : persons) {
            config.withObject("/capabilities")
                    .withArray("/" + rule.replace("/", "~1"))
                    .add(principal(person));
        }
        return config;
    }

    @Test
    void aChangeCountsForTheNextRequestAndWhatWasBeforeIsKept() {
        ObjectNode before = (ObjectNode) read("/system/config").ok().json();
        ObjectNode wanted = config("ALL:/system/*", Person.SYSADMIN, Person.BOB);

        String backup = system("PUT", "/system/config", wanted)
                .ok()
                .json()
                .get("backupFile")
                .asText();

        assertThat(read("/system/config").json()).isEqualTo(wanted);
        String bob = tenant.systemLogin(Person.BOB);
        assertThat(tenant.system(bob, "GET", "/system/tenants", WireEntries.object())
                        .status())
                .isEqualTo(200);
        assertThat(read("/system/config/backups").json().get("backups").findValuesAsText("file"))
                .contains(backup);
        assertThat(read("/system/config/backups").json().get("backups").findValuesAsText("createdAt"))
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertThat(read("/system/config/backups/" + backup).json().get("config"))
                .isEqualTo(before);

        system("PUT", "/system/config", before).ok();
        assertThat(tenant.system(bob, "GET", "/system/tenants", WireEntries.object())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        JsonNode config = read("/system/config").json();
        JsonNode backups = read("/system/config/backups").json();
        Answer answer = system("PUT", "/system/config", config("ALL:/system/*", Person.BOB));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("your own access");
        assertThat(system("PUT", "/system/config", config("GET:/system/*", Person.SYSADMIN))
                        .status())
                .isEqualTo(400);
        assertThat(read("/system/config/backups").json()).isEqualTo(backups);
        assertThat(read("/system/config").json()).isEqualTo(config);
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        assertThat(system("PUT", "/system/config", WireEntries.object()).status())
                .isEqualTo(400);
        assertThat(system("PUT", "/system/config", config("TAKE:/system/*", Person.SYSADMIN))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void noNameOfABackupLeadsAnywhereElse() {
        assertThat(read("/system/config/backups/..%2Fconfig.json").status()).isEqualTo(400);
        assertThat(read("/system/config/backups/config.json").status()).isEqualTo(400);
        assertThat(read("/system/config/backups/config.2026-01-31T12-00-00.000Z.json")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aTokenWithoutTheCapabilityReadsNothing() {
        String admin = tenant.systemLogin(Person.ADMIN);
        for (String path : new String[] {"", "/backups", "/backups/config.2026-01-31T12-00-00.000Z.json"}) {
            assertThat(tenant.system(admin, "GET", "/system/config" + path, WireEntries.object())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(tenant.system("no token", "GET", "/system/config", WireEntries.object())
                        .status())
                .isEqualTo(401);
    }
}

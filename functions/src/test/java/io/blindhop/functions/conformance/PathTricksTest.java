package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenant and database ids that try to be something else. */
class PathTricksTest extends OnNode {
    private static final Bytes BODY = Bytes.utf8("{\"dbId\":\"notes\"}");

    private Session alice;

    @BeforeEach
    void logIn() {
        alice = newTenant().grant().login(Person.ALICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                ".",
                "..%2f{tenant}",
                "%2f",
                "{tenant}%2f",
                "{tenant}%5c",
                "{tenant}%00",
                "%00",
                "{tenant}%0a",
                "{tenant}%20",
                "%20{tenant}",
                "%ff",
                "%c0%ae%c0%ae",
                "{tenant};a=b",
                "-{tenant}",
                "_{tenant}",
                "t.t",
                "t:t",
                "t%CC%87",
                "t%C4%B0",
                "caf%C3%A9",
                ""
            })
    void aTenantThatIsNoTenantIdIsRefusedByEveryKindOfRoute(String template) {
        String segment = template.replace("{tenant}", alice.tenantId());
        OptionalLong writes = node.tableWrites();
        String system = "/system/tenants/" + segment;
        for (String target : List.of(
                "/" + segment + "/sync/docs/getStoreHead",
                "/" + segment + "/auth/challenge",
                "/" + segment + "/auth/authenticate")) {
            assertRefused(alice.send("POST", target, "application/json", BODY), 400, target);
        }
        String wellKnown = "/.well-known/mindoodb-tenants/" + segment + "/publicinfos-fingerprints";
        assertRefused(alice.send("GET", wellKnown, "application/json", Bytes.empty()), 400, wellKnown);
        assertThat(alice.send("POST", system, "application/json", BODY).status())
                .isIn(400, 401, 405);
        assertThat(node.tableWrites()).isEqualTo(writes);
    }

    @Test
    void aTenantIdHasAtMost64Characters() {
        Session longest = alice.at("a".repeat(64));
        assertRefused(longest.post(StoreKind.DOCS, "getStoreHead", BODY), 404, 64);
        assertRefused(alice.at("a".repeat(65)).post(StoreKind.DOCS, "getStoreHead", BODY), 400, 65);
    }

    @Test
    void aTenantInUpperCaseIsTheSameTenant() {
        assertThat(alice.at(alice.tenantId().toUpperCase(Locale.ROOT))
                        .post(StoreKind.DOCS, "getStoreHead", BODY)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownTenantIsNotFoundByName() {
        String name = serverInfo().get("name").asText();
        var answer = alice.at("nobody").post(StoreKind.DOCS, "getStoreHead", BODY);
        assertRefused(answer, 404, "nobody");
        assertThat(answer.error()).isEqualTo("Tenant nobody not found on server " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                "",
                "a/b",
                "../notes",
                "a%2fb",
                "a\\b",
                "-notes",
                "_notes",
                ".notes",
                " notes",
                "notes ",
                "no\u0000tes",
                "no\ttes",
                "n\u00f6tes",
                "\ud83d\udd11",
                "a:b",
                "a#b",
                "a|b",
                "$publicinfos"
            })
    void aDatabaseThatIsNoDatabaseIdIsRefused(String dbId) {
        var body = io.blindhop.functions.fixture.WireEntries.object().put("dbId", dbId);
        for (String route : List.of("getStoreHead", "putEntries", "getEntries", "scanEntriesSince")) {
            assertRefused(alice.docs("notes").call(route, body), 400, dbId);
        }
        String query = java.net.URLEncoder.encode(dbId, java.nio.charset.StandardCharsets.UTF_8);
        for (String route : List.of("getAllIds", "capabilities")) {
            assertRefused(alice.get(StoreKind.DOCS, route + "?dbId=" + query), 400, dbId);
        }
    }

    @Test
    void aDatabaseIdHasAtMost64CharactersAndKeepsItsCase() {
        assertThat(alice.docs("d".repeat(64)).call("getStoreHead").status()).isEqualTo(200);
        assertRefused(alice.docs("d".repeat(65)).call("getStoreHead"), 400, 65);
        alice.docs("Sales")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("d")))
                .ok();
        assertThat(alice.docs("Sales").ids()).hasSize(1);
        assertThat(alice.docs("sales").ids()).isEmpty();
    }

    @Test
    void aQueryThatIsBrokenIsRefused() {
        for (String query : List.of("dbId=%ff", "dbId=%c0%ae", "dbId")) {
            assertRefused(alice.get(StoreKind.DOCS, "getAllIds?" + query), 400, query);
        }
    }
}

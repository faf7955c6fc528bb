package io.blindhop.functions.tenant;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tenant and database ids that try to be something else. */
class PathTricksTest {
    private static final Bytes BODY = Bytes.utf8("{\"dbId\":\"notes\"}");

    private final TestNode node = new TestNode();
    private Session alice;

    @BeforeEach
    void logIn() {
        alice = node.register(TestTenant.RECORDED).grant().login(Person.ALICE);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                ".",
                "..%2fitopgolden",
                "%2f",
                "itopgolden%2f",
                "itopgolden%5c",
                "itopgolden%00",
                "%00",
                "itopgolden%0a",
                "itopgolden%20",
                "%20itopgolden",
                "itop%zzgolden",
                "itopgolden%",
                "%ff",
                "%c0%ae%c0%ae",
                "itopgolden;a=b",
                "itopgolden#x",
                "-itopgolden",
                "_itopgolden",
                "itop.golden",
                "itop:golden",
                "i%CC%87topgolden",
                "%C4%B0topgolden",
                "caf%C3%A9",
                ""
            })
    void aTenantThatIsNoTenantIdIsRefusedByEveryKindOfRoute(String segment) {
        long writes = node.tableWrites();
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
        assertRefused(alice.at("a".repeat(10_000)).post(StoreKind.DOCS, "getStoreHead", BODY), 400, 10_000);
    }

    @Test
    void aTenantInUpperCaseIsTheSameTenant() {
        assertThat(alice.at("ITopGolden")
                        .post(StoreKind.DOCS, "getStoreHead", BODY)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownTenantIsNotFoundByName() {
        var answer = alice.at("nobody").post(StoreKind.DOCS, "getStoreHead", BODY);
        assertRefused(answer, 404, "nobody");
        assertThat(answer.error()).isEqualTo("Tenant nobody not found on server " + Person.SERVER.username());
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
        for (String query : List.of("dbId=%zz", "dbId=%ff", "dbId=%", "dbId")) {
            assertRefused(alice.get(StoreKind.DOCS, "getAllIds?" + query), 400, query);
        }
    }
}

package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.store.dynamo.deletion.TenantPurge;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Key;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantDeletionTest {
    private static final String PATH = "/system/tenants/" + TestTenant.RECORDED;

    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);

    @AfterEach
    void close() {
        node.close();
    }

    private Answer system(Person person, String method, String path) {
        return tenant.system(tenant.systemLogin(person), method, path, WireEntries.object());
    }

    @Test
    void fromTheFirstStepTheTenantIsNotFoundAnywhere() throws IOException {
        Session bob = tenant.login(Person.BOB);
        assertThat(system(Person.SYSADMIN, "DELETE", PATH).status()).isEqualTo(200);

        assertThat(bob.docs("notes").call("getStoreHead").status()).isEqualTo(404);
        assertThat(tenant.auth("challenge", WireEntries.object().put("username", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(node.get("/.well-known/mindoodb-tenants/" + TestTenant.RECORDED + "/publicinfos-fingerprints")
                        .status())
                .isEqualTo(404);
        assertThat(system(Person.SYSADMIN, "GET", "/system/tenants").json().get("tenants"))
                .isEmpty();
        assertThat(system(Person.SYSADMIN, "DELETE", PATH).status()).isEqualTo(404);
    }

    @Test
    void anOperatorBringsItBackWithTheTokensThatWereValid() {
        Session bob = tenant.login(Person.BOB);
        system(Person.SYSADMIN, "DELETE", PATH).ok();
        system(Person.SYSADMIN, "POST", PATH + "/restore").ok();
        assertThat(bob.docs("notes").call("getStoreHead").status()).isEqualTo(200);
        assertThat(system(Person.SYSADMIN, "POST", PATH + "/restore").status()).isEqualTo(404);
    }

    @Test
    void itsOwnAdministratorMayDeleteItAndNothingElse() {
        node.register("second");
        assertThat(system(Person.ADMIN, "GET", "/system/tenants").status()).isEqualTo(403);
        assertThat(system(Person.ADMIN, "DELETE", PATH).status()).isEqualTo(200);
        assertThat(system(Person.ADMIN, "POST", PATH + "/restore").status()).isEqualTo(403);
    }

    @Test
    void somebodyWhoAdministratesNothingGetsNoChallenge() {
        Answer answer = tenant.systemAuth(
                "challenge",
                WireEntries.object()
                        .put("username", Person.BOB.username())
                        .put("publicsignkey", Person.BOB.signingPem()));
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void registeringItAgainIsRefusedWhileItCanBeBroughtBack() {
        system(Person.SYSADMIN, "DELETE", PATH).ok();
        Answer again = tenant.system(
                tenant.systemLogin(Person.SYSADMIN),
                "POST",
                PATH,
                WireEntries.object()
                        .put("adminSigningPublicKey", Person.ADMIN.signingPem())
                        .put("adminEncryptionPublicKey", Person.ADMIN.encryptionPem())
                        .put("publicInfosKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).contains("/restore");
        system(Person.SYSADMIN, "POST", PATH + "/restore").ok();
        tenant.login(Person.BOB);
    }

    @Test
    void afterTheDelayNoRowAndNoObjectIsLeftAndTheIdIsFree() {
        LogContext storage = node.services().storage();
        tenant.login(Person.ALICE)
                .docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("a_document")))
                .ok();
        system(Person.SYSADMIN, "DELETE", PATH).ok();
        Duration delay = node.services().options().operator().deletionDelay();
        node.advance(delay);

        new TenantPurge(storage, node.services().tenants(), delay).run(100_000);

        assertThat(node.objects()).isEmpty();
        // Spent challenges belong to no tenant; the table forgets them by itself.
        assertThat(node.rows()).extracting(Key::pk).allMatch(pk -> pk.startsWith("N#"));
        node.register(TestTenant.RECORDED).grant(Person.BOB).login(Person.BOB);
    }
}

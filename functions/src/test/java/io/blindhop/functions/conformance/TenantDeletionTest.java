package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant is deleted at once and can be brought back for a while. */
class TenantDeletionTest extends OnNode {
    private TestTenant tenant;
    private String path;

    @BeforeEach
    void register() {
        tenant = newTenant().grant(Person.BOB);
        path = "/system/tenants/" + tenant.id();
    }

    private Answer system(Person person, String method, String target) {
        return tenant.system(tenant.systemLogin(person), method, target, WireEntries.object());
    }

    @Test
    void fromTheFirstStepTheTenantIsNotFoundAnywhere() {
        Session bob = tenant.login(Person.BOB);
        assertThat(system(Person.SYSADMIN, "DELETE", path).status()).isEqualTo(200);

        assertThat(bob.docs("notes").call("getStoreHead").status()).isEqualTo(404);
        assertThat(tenant.auth("challenge", WireEntries.object().put("username", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(get("/.well-known/mindoodb-tenants/" + tenant.id() + "/publicinfos-fingerprints")
                        .status())
                .isEqualTo(404);
        assertThat(system(Person.SYSADMIN, "GET", "/system/tenants").json().get("tenants"))
                .noneMatch(listed -> listed.toString().contains(tenant.id()));
        assertThat(system(Person.SYSADMIN, "DELETE", path).status()).isEqualTo(404);
    }

    @Test
    void anOperatorBringsItBackWithTheTokensThatWereValid() {
        Session bob = tenant.login(Person.BOB);
        system(Person.SYSADMIN, "DELETE", path).ok();
        system(Person.SYSADMIN, "POST", path + "/restore").ok();
        assertThat(bob.docs("notes").call("getStoreHead").status()).isEqualTo(200);
        assertThat(system(Person.SYSADMIN, "POST", path + "/restore").status()).isEqualTo(404);
    }

    @Test
    void itsOwnAdministratorMayDeleteItAndNothingElse() {
        assertThat(system(Person.ADMIN, "GET", "/system/tenants").status()).isEqualTo(403);
        assertThat(system(Person.ADMIN, "DELETE", path).status()).isEqualTo(200);
        assertThat(system(Person.ADMIN, "POST", path + "/restore").status()).isEqualTo(403);
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
        system(Person.SYSADMIN, "DELETE", path).ok();
        Answer again = tenant.system(
                tenant.systemLogin(Person.SYSADMIN),
                "POST",
                path,
                WireEntries.object()
                        .put("adminSigningPublicKey", Person.ADMIN.signingPem())
                        .put("adminEncryptionPublicKey", Person.ADMIN.encryptionPem())
                        .put("publicInfosKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.error()).contains("/restore");
        system(Person.SYSADMIN, "POST", path + "/restore").ok();
        tenant.login(Person.BOB);
    }
}

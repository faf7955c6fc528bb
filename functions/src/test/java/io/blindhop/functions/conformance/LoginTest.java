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
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins that must fail, and leave nothing behind (protocol 2.1, 2.2 and 2.6; design part 4). */
class LoginTest extends OnNode {
    private TestTenant tenant;
    private OptionalLong writes;

    @BeforeEach
    void register() {
        tenant = newTenant().grant(Person.BOB);
        writes = node.tableWrites();
    }

    private void assertFailed(Answer answer, String error) {
        assertRefused(answer, 401, error);
        assertThat(answer.error()).contains(error);
        assertThat(answer.json().get("success").asBoolean(true)).isFalse();
    }

    private void assertNothingWritten() {
        assertThat(node.tableWrites()).isEqualTo(writes);
    }

    @Test
    void aChallengeIsGoodForOneLogin() {
        String challenge = tenant.challenge(Person.ALICE);
        assertNothingWritten();
        tenant.authenticate(Person.ALICE, challenge).ok();
        assertFailed(tenant.authenticate(Person.ALICE, challenge), "already used");
    }

    @Test
    void aFailedLoginWritesNothingAndDoesNotSpendTheChallenge() {
        String challenge = tenant.challenge(Person.ALICE);
        assertFailed(tenant.authenticate(Person.BOB, challenge), "Invalid signature");
        for (String signature :
                List.of("AAAA", "*", "A".repeat(4096), Bytes.wrap(new byte[64]).toBase64())) {
            ObjectNode body = WireEntries.object().put("challenge", challenge).put("signature", signature);
            assertFailed(tenant.auth("authenticate", body), "Invalid signature");
        }
        assertNothingWritten();
        tenant.authenticate(Person.ALICE, challenge).ok();
    }

    @Test
    void aChallengeOfAnotherTenantIsUnknown() {
        TestTenant other = newTenant();
        writes = node.tableWrites();
        assertFailed(tenant.authenticate(Person.ADMIN, other.challenge(Person.ADMIN)), "not found");
        assertFailed(other.authenticate(Person.ADMIN, tenant.challenge(Person.ADMIN)), "not found");
        assertNothingWritten();
    }

    @Test
    void aChallengeOfTheOperatorsRoutesIsUnknownAtATenantAndTheOtherWayRound() {
        String system = tenant.systemChallenge(Person.SYSADMIN);
        assertFailed(tenant.authenticate(Person.SYSADMIN, system), "not found");
        String tenants = tenant.challenge(Person.ADMIN);
        ObjectNode signed = TestTenant.signed(Person.ADMIN.identity().signing(), tenants);
        assertFailed(tenant.systemAuth("authenticate", signed), "not found");
        assertNothingWritten();
    }

    @Test
    void aSystemChallengeIsGoodForOneLoginOfItsKey() {
        String challenge = tenant.systemChallenge(Person.SYSADMIN);
        ObjectNode wrong = TestTenant.signed(Person.ADMIN.identity().signing(), challenge);
        assertFailed(tenant.systemAuth("authenticate", wrong), "Invalid signature");
        assertNothingWritten();
        ObjectNode right = TestTenant.signed(Person.SYSADMIN.identity().signing(), challenge);
        tenant.systemAuth("authenticate", right).ok();
        assertFailed(tenant.systemAuth("authenticate", right), "already used");
    }

    @Test
    void aChallengeThatTheServerDidNotMakeIsUnknown() {
        String real = tenant.challenge(Person.ALICE);
        for (int at = 0; at < real.length(); at++) {
            char changed = real.charAt(at) == 'A' ? 'B' : 'A';
            String forged = real.substring(0, at) + changed + real.substring(at + 1);
            assertFailed(tenant.authenticate(Person.ALICE, forged), "not found");
        }
        for (String text :
                List.of("x", "01a202ce-3dfa-754c-a482-5db4731d8fba", "c1..", "c1.a.b", "..", "\ud83d\udd11")) {
            assertFailed(tenant.authenticate(Person.ALICE, text), "not found");
        }
        assertNothingWritten();
    }

    @Test
    void strangersGetNoChallenge() {
        ObjectNode name = WireEntries.object().put("username", Person.MALLORY.username());
        assertRefused(tenant.auth("challenge", name), 403, "unknown name");
        ObjectNode key = WireEntries.object().put("signingPublicKey", Person.MALLORY.signingPem());
        assertRefused(tenant.auth("challenge", key), 404, "unknown key");
        ObjectNode mixed = WireEntries.object()
                .put("username", Person.ALICE.username())
                .put("signingPublicKey", Person.MALLORY.signingPem());
        assertRefused(tenant.auth("challenge", mixed), 404, "somebody else's key");
        assertRefused(tenant.auth("challenge", WireEntries.object()), 404, "nobody");
        ObjectNode system = WireEntries.object()
                .put("username", Person.SYSADMIN.username())
                .put("publicsignkey", Person.MALLORY.signingPem());
        assertRefused(tenant.systemAuth("challenge", system), 404, "unknown administrator");
        assertNothingWritten();
    }

    @Test
    void membersOfTheWrongTypeAreRefused() {
        for (String json : List.of(
                "{\"username\":1}",
                "{\"username\":[]}",
                "{\"username\":{\"a\":1}}",
                "{\"challenge\":1,\"signature\":\"AAAA\"}",
                "{\"challenge\":\"x\"}",
                "{\"challenge\":\"x\",\"signature\":null}",
                "{}")) {
            ObjectNode body = (ObjectNode) io.blindhop.protocol.entry.RecordedEntries.json(json);
            assertRefused(tenant.auth("authenticate", body), 400, json);
            assertRefused(tenant.systemAuth("authenticate", body), 400, json);
            assertRefused(tenant.systemAuth("challenge", body), 400, json);
        }
        assertNothingWritten();
    }

    @Test
    void aBareKeyLogsInAsTheOneItBelongsTo() {
        ObjectNode key = WireEntries.object().put("signingPublicKey", Person.ALICE.signingPem());
        String challenge =
                tenant.auth("challenge", key).ok().json().get("challenge").asText();
        assertFailed(tenant.authenticate(Person.BOB, challenge), "Invalid signature");
        tenant.authenticate(Person.ALICE, challenge).ok();
    }
}

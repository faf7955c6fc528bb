package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that are not this tenant's, not this node's, or no longer in force (protocol 2.4). */
class TokensTest extends OnNode {
    private static final Bytes HEAD = Bytes.utf8("{\"dbId\":\"notes\"}");

    private TestTenant tenant;
    private Session alice;

    @BeforeEach
    void logIn() {
        tenant = newTenant().grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
    }

    private static Answer head(Session session) {
        return session.post(StoreKind.DOCS, "getStoreHead", HEAD);
    }

    private void assertNoEntry(String token) {
        assertRefused(head(alice.withToken(token)), 401, token);
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        TestTenant other = newTenant();
        Session admin = other.login(Person.ADMIN);
        assertThat(head(admin).status()).isEqualTo(200);
        assertRefused(head(admin.at(tenant.id())), 401, "of the other");
        assertRefused(head(tenant.login(Person.ADMIN).at(other.id())), 401, "at the other");
    }

    @Test
    void aTokenOfTheOperatorsRoutesIsRefusedAtATenantAndTheOtherWayRound() throws IOException {
        assertNoEntry(tenant.systemLogin(Person.SYSADMIN));
        Headers bearer = Headers.of("Authorization", "Bearer " + alice.token());
        Answer tenants =
                node.transport().send(new HttpRequest("GET", "/system/tenants", bearer, Bytes.empty(), "127.0.0.1"));
        assertRefused(tenants, 401, "tenant token at /system");
    }

    @Test
    void aTokenWithoutAlgorithmIsRefused() {
        String[] parts = alice.token().split("\\.", -1);
        for (String header : List.of(
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"None\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS512\",\"typ\":\"JWT\"}",
                "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                "{}")) {
            assertNoEntry(encoded(header) + "." + parts[1] + ".");
            assertNoEntry(encoded(header) + "." + parts[1] + "." + parts[2]);
        }
        assertNoEntry(parts[0] + "." + parts[1] + ".");
        assertNoEntry(parts[0] + "." + parts[1]);
    }

    @Test
    void aTokenOfWhichOneBitWasChangedIsRefused() {
        String token = alice.token();
        for (int at = 0; at < token.length(); at++) {
            char changed = token.charAt(at) == 'A' ? 'B' : 'A';
            assertNoEntry(token.substring(0, at) + changed + token.substring(at + 1));
        }
    }

    @Test
    void claimsOfAnotherPersonUnderTheSameSignatureAreRefused() {
        String[] parts = alice.token().split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String bobs = claims.replace("cn=alice", "cn=bob");
        assertThat(bobs).isNotEqualTo(claims);
        assertNoEntry(parts[0] + "." + encoded(bobs) + "." + parts[2]);
    }

    @Test
    void whatIsNoTokenAtAllIsRefused() throws IOException {
        for (String token : List.of("", " ", ".", "..", "...", "a.b.c", "x".repeat(4_000))) {
            assertNoEntry(token);
        }
        for (String header : List.of("Basic YTpi", "bearer " + alice.token(), alice.token(), "")) {
            Headers headers = Headers.of("Authorization", header);
            Answer answer = node.transport()
                    .send(new HttpRequest(
                            "POST", "/" + tenant.id() + "/sync/docs/getStoreHead", headers, HEAD, "127.0.0.1"));
            assertRefused(answer, 401, header);
        }
        Answer none = node.transport()
                .send(new HttpRequest(
                        "POST", "/" + tenant.id() + "/sync/docs/getStoreHead", Headers.none(), HEAD, "127.0.0.1"));
        assertRefused(none, 401, "no header");
    }

    @Test
    void aDeviceThatWasRevokedIsRefusedWithItsOldToken() {
        Session bob = tenant.login(Person.BOB);
        assertThat(head(bob).status()).isEqualTo(200);
        tenant.revokeBob();
        assertRefused(head(bob), 401, "revoked");
        assertThat(head(alice).status()).isEqualTo(200);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}

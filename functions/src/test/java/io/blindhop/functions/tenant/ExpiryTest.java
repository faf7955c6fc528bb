package io.blindhop.functions.tenant;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Challenges and tokens that were good once, and what no client gets through a server's limit of headers. */
class ExpiryTest {
    private static final Bytes HEAD = Bytes.utf8("{\"dbId\":\"notes\"}");

    private final TestNode node = new TestNode();
    private TestTenant tenant;
    private Session alice;

    @BeforeEach
    void logIn() {
        tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private static Answer head(Session session) {
        return session.post(StoreKind.DOCS, "getStoreHead", HEAD);
    }

    @Test
    void aChallengeEndsAfterFiveMinutes() {
        String late = tenant.challenge(Person.ALICE);
        String tooLate = tenant.challenge(Person.ALICE);
        node.advance(Duration.ofMinutes(5));
        tenant.authenticate(Person.ALICE, late).ok();
        long writes = node.tableWrites();
        node.advance(Duration.ofMillis(1));
        assertExpired(tenant.authenticate(Person.ALICE, tooLate));
        assertThat(node.tableWrites()).isEqualTo(writes);
    }

    @Test
    void aChallengeOfADeviceEndsAfterFiveMinutes() throws IOException {
        ObjectNode answer = TestTenant.signed(Person.BOB.identity().signing(), tenant.deviceChallenge(Person.BOB));
        node.advance(Duration.ofMinutes(5).plusMillis(1));
        assertExpired(node.send(new HttpRequest(
                "POST", "/device/discover", Headers.none(), Bytes.utf8(answer.toString()), "127.0.0.1")));
    }

    private static void assertExpired(Answer answer) {
        assertRefused(answer, 401, "expired");
        assertThat(answer.error()).isEqualTo("Challenge expired");
    }

    @Test
    void aTokenEndsAfterAnHour() {
        node.advance(Duration.ofMinutes(60));
        assertThat(head(alice).status()).isEqualTo(200);
        node.advance(Duration.ofSeconds(1));
        assertRefused(head(alice), 401, "expired");
    }

    @Test
    void aTokenOfAnotherIncarnationIsRefused() {
        TenantId id = new TenantId(TestTenant.RECORDED);
        String incarnation = node.tenant(TestTenant.RECORDED).incarnation();
        String now = node.token(new Realm.OfTenant(id, incarnation), Person.ALICE);
        assertThat(head(alice.withToken(now)).status()).isEqualTo(200);
        String before = node.token(new Realm.OfTenant(id, "0".repeat(24)), Person.ALICE);
        assertRefused(head(alice.withToken(before)), 401, "another incarnation");
    }

    @Test
    void aTokenOfManyCharactersIsRefused() {
        assertRefused(head(alice.withToken("x".repeat(100_000))), 401, "long");
    }
}

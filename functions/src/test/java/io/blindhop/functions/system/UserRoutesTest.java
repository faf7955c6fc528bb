package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserRoutesTest {
    private static final String USERS = "/system/tenants/" + TestTenant.RECORDED + "/users";

    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB, Person.CAROL);
    private final String token = tenant.systemLogin(Person.SYSADMIN);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void allDevicesAreListedPageByPageAndNoneTwice() throws IOException {
        List<String> seen = new ArrayList<>();
        String target = USERS + "?limit=1";
        for (JsonNode page = get(target); ; page = get(target)) {
            page.get("users").forEach(user -> seen.add(user.get("fingerprint").asText()));
            if (!page.has("next")) {
                break;
            }
            target = USERS + "?limit=1&after=" + page.get("next").asText();
        }
        List<String> granted = Stream.of(Person.ALICE, Person.BOB, Person.CAROL)
                .map(person -> SigningKeyName.of(person.signingPem()))
                .sorted()
                .toList();
        assertThat(seen).containsExactlyElementsOf(granted);
        assertThat(get(USERS).get("users")).hasSize(granted.size());
    }

    @Test
    void aRevocationAndAWipeAreSeenAtOnceByNameAndByKey() throws IOException {
        assertThat(ofName(Person.BOB).get("state").asText()).isEqualTo("active");
        assertThat(ofName(Person.CAROL).get("wipe").asBoolean()).isFalse();
        tenant.revokeBob().wipeCarol();

        assertThat(ofName(Person.BOB).get("state").asText()).isEqualTo("revoked");
        assertThat(ofName(Person.CAROL).get("state").asText()).isEqualTo("active");
        assertThat(ofName(Person.CAROL).get("wipe").asBoolean()).isTrue();
        assertThat(ofKey(Person.BOB)).isEqualTo(ofName(Person.BOB));
        String hash = ofKey(Person.BOB).get("usernameHash").asText();
        assertThat(get(USERS + "?username=" + hash).get("users")).containsExactly(ofKey(Person.BOB));
    }

    @Test
    void noKeyAndNoSecretIsInTheAnswer() throws IOException {
        Answer answer = send(USERS, token);
        assertThat(answer.ok().body().toUtf8()).doesNotContain("BEGIN", "PRIVATE", Person.ALICE.username());
        get(USERS)
                .get("users")
                .forEach(user -> assertThat(user.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("fingerprint", "docId", "usernameHash", "state", "wipe"));
    }

    @Test
    void whoeverIsUnknownHasNoDevices() throws IOException {
        assertThat(get(USERS + "?username=nobody").get("users")).isEmpty();
        assertThat(get(USERS + "?key=" + "0".repeat(32)).get("users")).isEmpty();
    }

    @Test
    void onlyOperatorsAreAnsweredAndOnlySensibleQuestions() throws IOException {
        assertThat(send(USERS, tenant.login(Person.ADMIN).token()).status()).isEqualTo(401);
        assertThat(send("/system/tenants/nobody/users", token).status()).isEqualTo(404);
        for (String query : List.of(
                "limit=0",
                "limit=101",
                "limit=x",
                "after=x",
                "key=x",
                "username=",
                "username=a&key=" + "0".repeat(32))) {
            assertThat(send(USERS + "?" + query, token).status()).as(query).isEqualTo(400);
        }
    }

    private JsonNode ofName(Person person) throws IOException {
        JsonNode users = get(USERS + "?username=" + URLEncoder.encode(person.username(), StandardCharsets.UTF_8))
                .get("users");
        assertThat(users).hasSize(1);
        return users.get(0);
    }

    private JsonNode ofKey(Person person) throws IOException {
        JsonNode users =
                get(USERS + "?key=" + SigningKeyName.of(person.signingPem())).get("users");
        assertThat(users).hasSize(1);
        return users.get(0);
    }

    private JsonNode get(String target) throws IOException {
        return send(target, token).ok().json();
    }

    private Answer send(String target, String bearer) throws IOException {
        return node.send(new HttpRequest(
                "GET", target, Headers.of("Authorization", "Bearer " + bearer), Bytes.empty(), "127.0.0.1"));
    }
}

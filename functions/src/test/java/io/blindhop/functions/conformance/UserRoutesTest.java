package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.tenant.SigningKeyName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which devices the directory of a tenant knows. */
class UserRoutesTest extends OnNode {
    private TestTenant tenant;
    private String token;
    private String users;

    @BeforeEach
    void logIn() {
        tenant = newTenant().grant(Person.BOB, Person.CAROL);
        token = tenant.systemLogin(Person.SYSADMIN);
        users = "/system/tenants/" + tenant.id() + "/users";
    }

    @Test
    void allDevicesAreListedPageByPageAndNoneTwice() {
        List<String> seen = new ArrayList<>();
        String target = users + "?limit=1";
        for (JsonNode page = page(target); ; page = page(target)) {
            page.get("users").forEach(user -> seen.add(user.get("fingerprint").asText()));
            if (!page.has("next")) {
                break;
            }
            target = users + "?limit=1&after=" + page.get("next").asText();
        }
        List<String> granted = Stream.of(Person.ALICE, Person.BOB, Person.CAROL)
                .map(person -> SigningKeyName.of(person.signingPem()))
                .sorted()
                .toList();
        assertThat(seen).containsExactlyElementsOf(granted);
        assertThat(page(users).get("users")).hasSize(granted.size());
    }

    @Test
    void aRevocationAndAWipeAreSeenAtOnceByNameAndByKey() {
        assertThat(ofName(Person.BOB).get("state").asText()).isEqualTo("active");
        assertThat(ofName(Person.CAROL).get("wipe").asBoolean()).isFalse();
        tenant.revokeBob().wipeCarol();

        assertThat(ofName(Person.BOB).get("state").asText()).isEqualTo("revoked");
        assertThat(ofName(Person.CAROL).get("state").asText()).isEqualTo("active");
        assertThat(ofName(Person.CAROL).get("wipe").asBoolean()).isTrue();
        assertThat(ofKey(Person.BOB)).isEqualTo(ofName(Person.BOB));
        String hash = ofKey(Person.BOB).get("usernameHash").asText();
        assertThat(page(users + "?username=" + hash).get("users")).containsExactly(ofKey(Person.BOB));
    }

    @Test
    void noKeyAndNoSecretIsInTheAnswer() {
        Answer answer = send(users, token);
        assertThat(answer.ok().body().toUtf8()).doesNotContain("BEGIN", "PRIVATE", Person.ALICE.username());
        page(users)
                .get("users")
                .forEach(user -> assertThat(user.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("fingerprint", "docId", "usernameHash", "state", "wipe"));
    }

    @Test
    void whoeverIsUnknownHasNoDevices() {
        assertThat(page(users + "?username=nobody").get("users")).isEmpty();
        assertThat(page(users + "?key=" + "0".repeat(32)).get("users")).isEmpty();
    }

    @Test
    void onlyOperatorsAreAnsweredAndOnlySensibleQuestions() {
        assertThat(send(users, tenant.login(Person.ADMIN).token()).status()).isEqualTo(401);
        assertThat(send("/system/tenants/nobody/users", token).status()).isEqualTo(404);
        for (String query : List.of(
                "limit=0",
                "limit=101",
                "limit=x",
                "after=x",
                "key=x",
                "username=",
                "username=a&key=" + "0".repeat(32))) {
            assertThat(send(users + "?" + query, token).status()).as(query).isEqualTo(400);
        }
    }

    private JsonNode ofName(Person person) {
        JsonNode found = page(users + "?username=" + URLEncoder.encode(person.username(), StandardCharsets.UTF_8))
                .get("users");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private JsonNode ofKey(Person person) {
        JsonNode found =
                page(users + "?key=" + SigningKeyName.of(person.signingPem())).get("users");
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private JsonNode page(String target) {
        return send(target, token).ok().json();
    }

    private Answer send(String target, String bearer) {
        return send("GET", target, Headers.of("Authorization", "Bearer " + bearer), Bytes.empty());
    }
}

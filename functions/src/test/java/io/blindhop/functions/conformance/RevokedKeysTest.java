package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.PolicyLab.put;
import static io.blindhop.store.dynamo.directory.PolicyText.keyDistribution;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.policy.AclId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that were taken back from somebody (protocol 4.6, step 4). */
class RevokedKeysTest extends OnNode {
    private PolicyLab lab;
    private final TestEntries written = Person.ALICE.entries(3);
    private final ArrivedEntry secret = entry("secret");
    private final ArrivedEntry open = entry("default");
    private final List<String> both = List.of(secret.id(), open.id());
    private StoreClient alice;
    private StoreClient bob;

    private ArrivedEntry entry(String keyId) {
        return written.entry("doc_create", keyId + "_d_0_1", keyId, keyId, TestNode.START, Bytes.utf8(keyId));
    }

    @BeforeEach
    void bobMayNoLongerHaveTheKey() {
        lab = new PolicyLab(newTenant());
        alice = lab.docs(Person.ALICE, "notes");
        bob = lab.docs(Person.BOB, "notes");
        put(alice, secret, open).ok();
        assertThat(bob.ids()).containsExactlyElementsOf(both);
        lab.publish(AclId.keyDistribution("secret"), keyDistribution("secret", lab.hash(Person.BOB)));
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void theirEntriesAreLeftOutEverywhereButTheHeadAndThePlansAreThoseOfTheStore() {
        assertThat(bob.ids()).containsExactly(open.id());
        assertThat(bob.hasEntries(both)).containsExactly(open.id());
        assertThat(bob.pullHybrid(both)).containsOnlyKeys(open.id());
        assertThat(bob.pullWithSessionKey(both)).containsOnlyKeys(open.id());
        assertThat(bob.pullBinary(both)).containsOnlyKeys(open.id());
        assertThat(bob.call("getEntryMetadata", WireEntries.object().put("id", secret.id()))
                        .ok()
                        .json()
                        .get("entry")
                        .isNull())
                .isTrue();
        assertThat(bob.call(
                                "findNewEntriesForDoc",
                                StoreClient.withIds(List.of())
                                        .put("docId", "secret")
                                        .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                                "haveIds", WireEntries.strings(List.of())))
                        .ok()
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(bob.head()).isEqualTo(alice.head());
        Answer plan =
                bob.call("planDocumentMaterialization", WireEntries.object().put("docId", "secret"));
        assertThat(plan.ok().json().get("plan").toString()).contains(secret.id());
    }

    @Test
    void theyAreNoDependenciesEither() {
        ArrivedEntry change = written.docChange("top", List.of(secret.id()));
        ArrivedEntry top = written.docChange("top", List.of(change.id(), open.id()));
        put(alice, change, top).ok();
        var fromTop = WireEntries.object().put("startId", top.id());

        assertThat(bob.call("resolveDependencies", fromTop).ok().json().get("ids"))
                .isEqualTo(WireEntries.strings(List.of(open.id(), change.id(), top.id())));
        assertThat(alice.call("resolveDependencies", fromTop).ok().json().get("ids"))
                .hasSize(4);
    }

    @Test
    void aScanGoesOnPastAPageThatIsEmptyForTheReader() {
        JsonNode first = bob.scan(NullNode.getInstance(), 1);
        assertThat(first.get("entries")).isEmpty();
        assertThat(first.get("hasMore").asBoolean()).isTrue();
        JsonNode second = bob.scan(first.get("nextCursor"), 1);
        assertThat(second.at("/entries/0/id").asText()).isEqualTo(open.id());
    }

    @Test
    void othersStillGetThem() {
        assertThat(alice.pullBinary(both)).containsOnlyKeys(both);
        assertThat(lab.docs(Person.ADMIN, "notes").ids()).containsExactlyElementsOf(both);
    }

    @Test
    void aPushUnderTheKeyFailsAsAWholeEvenOfWhatIsStored() {
        ArrivedEntry fresh = Person.BOB.entries(4).docCreate("fresh");
        Answer answer = put(bob, fresh, secret);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error())
                .isEqualTo("Entry " + secret.id() + " carries a revoked decryptionKeyId and may not be pushed");
        assertThat(alice.ids()).containsExactlyElementsOf(both);
        put(bob, fresh, open).ok();
        put(alice, secret).ok();
    }
}

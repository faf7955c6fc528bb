package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ids are opaque: whatever is in one, it is stored and found as it is, and is nobody else's. */
class OddIdsTest extends OnNode {
    private static final List<String> IDS = List.of(
            "a",
            "A",
            "a ",
            " a",
            "a/b",
            "a//b",
            "../../etc/passwd",
            "a\\b",
            "a%2fb",
            "a#b",
            "a|b",
            "a\u0000b",
            "a\u0000",
            "a\nb",
            "a\"b",
            "a'b; DROP TABLE items",
            "ümläut",
            "u\u0308mla\u0308ut",
            "\ud83d\udd11",
            "\uffff",
            "_d_",
            "_d__",
            "x",
            "x_",
            "x_d_",
            "x_d_0_y",
            "x_a_0_y",
            "x_d_0_a_1",
            "x_d_\ud83d\udd11",
            "x_d_\uffff\uffff",
            "\u202ereversed",
            "I#a",
            "C#0000000000000000001",
            "e".repeat(900));

    private StoreClient alice;
    private StoreClient bob;

    @BeforeEach
    void logIn() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        alice = tenant.login(Person.ALICE).docs("notes");
        bob = tenant.login(Person.BOB).docs("notes");
    }

    private static List<ArrivedEntry> entries(UnaryOperator<String> docIdOf) {
        TestEntries entries = Person.ALICE.entries(11);
        return IDS.stream()
                .map(id -> entries.entry("doc_create", id, docIdOf.apply(id), Bytes.utf8("payload of " + id)))
                .toList();
    }

    @Test
    void everyIdIsStoredAndFoundAsItIs() {
        List<ArrivedEntry> odd = entries(id -> id);
        JsonNode answer = alice.putBinary(odd).ok().json();
        assertThat(answer.get("rejected")).isEmpty();
        assertThat(answer.get("receipts")).hasSize(IDS.size());

        assertThat(bob.ids()).containsExactlyElementsOf(IDS);
        assertThat(bob.hasEntries(IDS)).containsExactlyElementsOf(IDS);
        assertThat(bob.scan(NullNode.getInstance(), 1000).get("entries")).hasSize(IDS.size());
        Map<String, Bytes> pulled = bob.pullWithSessionKey(IDS);
        odd.forEach(entry -> assertThat(pulled).containsEntry(entry.id(), entry.payload()));

        JsonNode head = bob.head();
        assertThat(alice.putBinary(odd).ok().json()).isEqualTo(answer);
        assertThat(bob.head()).isEqualTo(head);
    }

    @Test
    void aDocumentHasExactlyItsOwnEntries() {
        alice.putBinary(entries(id -> id)).ok();
        for (String id : IDS) {
            assertThat(ofDocument(id)).containsExactly(id);
        }
    }

    @Test
    void aDocumentHasAllOfItsEntriesWhateverTheirIds() {
        alice.putBinary(entries(id -> "x")).ok();
        assertThat(ofDocument("x")).containsExactlyElementsOf(IDS);
        assertThat(ofDocument("x_d_0")).isEmpty();
    }

    private List<String> ofDocument(String docId) {
        JsonNode answer = bob.call("findNewEntriesForDoc", WireEntries.object().put("docId", docId))
                .ok()
                .json();
        return answer.get("entries")
                .valueStream()
                .map(entry -> entry.get("id").asText())
                .toList();
    }
}

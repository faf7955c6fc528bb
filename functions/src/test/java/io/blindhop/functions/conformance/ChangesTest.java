package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a client learns of what others have pushed (protocol 3.5 and 5.2): from events where the node has them, else by asking. */
@Timeout(60)
class ChangesTest extends OnNode {
    private static final String EVENTS = "events?dbId=notes";

    private final TestEntries entries = Person.ALICE.entries(1);
    private Session alice;
    private Session bob;

    @BeforeEach
    void logIn() {
        TestTenant tenant = newTenant().grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
        bob = tenant.login(Person.BOB);
    }

    private boolean saysThatItHasEvents() {
        return bob.docs("notes").capabilities().get("supportsChangeEvents").asBoolean();
    }

    @Test
    void aClientThatPollsTheHeadSeesAChangeAndReadsOnFromItsCursor() {
        StoreClient notes = bob.docs("notes");
        alice.docs("notes").putBinary(List.of(entries.docCreate("a"))).ok();
        JsonNode page = notes.scan(NullNode.getInstance(), 10);
        JsonNode head = notes.head();
        assertThat(notes.head()).isEqualTo(head);

        ArrivedEntry later = entries.docCreate("b");
        alice.docs("notes").putBinary(List.of(later)).ok();

        assertThat(notes.head().get("epoch")).isEqualTo(head.get("epoch"));
        assertThat(notes.head().get("maxReceiptOrder").asInt()).isEqualTo(2);
        assertThat(notes.scan(page.get("nextCursor"), 10).get("entries").findValuesAsText("id"))
                .containsExactly(later.id());
    }

    @Test
    void anEventTellsTheHeadOfTheStoreThatChangedOrThereAreNone() throws IOException {
        if (!saysThatItHasEvents()) {
            assertRefused(bob.get(StoreKind.DOCS, EVENTS), 404, "events");
            return;
        }
        try (var stream = bob.open(node.transport(), StoreKind.DOCS, EVENTS, Bytes.empty());
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers().first("Content-Type")).hasValue("text/event-stream");
            assertThat(lines.readLine()).isEqualTo("event: hello");
            assertThat(lines.readLine()).isEqualTo("data: {\"protocolVersion\":\"sync-v5\"}");

            alice.attachments("notes")
                    .putBinary(List.of(entries.attachmentChunk("d", Optional.empty(), 100)))
                    .ok();
            alice.docs("elsewhere").putBinary(List.of(entries.docCreate("d"))).ok();

            String line = lines.readLine();
            while (!line.startsWith("event: change")) {
                line = lines.readLine();
            }
            String epoch = alice.docs("elsewhere").head().get("epoch").asText();
            assertThat(lines.readLine())
                    .isEqualTo("data: {\"dbId\":\"elsewhere\",\"storeKind\":\"docs\",\"epoch\":\"" + epoch
                            + "\",\"maxReceiptOrder\":1}");
        }
    }
}

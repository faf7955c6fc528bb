package io.blindhop.functions.hop;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;
import java.util.stream.Stream;

/** What the reference client pushed to the database {@code notes} of the recorded tenant. */
final class RecordedNotes {
    private static final String CHUNK = "attachment_chunk";

    private RecordedNotes() {}

    private static Stream<JsonNode> lines() {
        return RecordedEntries.lines("pushed.jsonl").stream()
                .filter(line -> line.get("dbId").asText().equals("notes"));
    }

    static List<ArrivedEntry> entries() {
        return lines().map(RecordedEntries::arrived)
                .filter(entry -> !entry.metadata().entryType().equals(CHUNK))
                .toList();
    }

    static List<ArrivedEntry> attachments() {
        return lines().map(RecordedEntries::arrived)
                .filter(entry -> entry.metadata().entryType().equals(CHUNK))
                .toList();
    }

    static List<VerifiedEntry> verified() {
        return verified(entries().toArray(ArrivedEntry[]::new));
    }

    static List<VerifiedEntry> verified(ArrivedEntry... entries) {
        return TestEntries.verified(entries);
    }

    /** Alice's push, which must succeed. */
    static void push(TestTenant tenant) {
        var answer =
                tenant.login(Person.ALICE).docs("notes").putBinary(entries()).ok();
        if (!answer.json().get("rejected").isEmpty()) {
            throw new AssertionError("refused: " + answer);
        }
    }
}

package io.blindhop.protocol.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.recorded.Json;
import io.blindhop.protocol.recorded.RecordedEntries;
import org.junit.jupiter.api.Test;

/**
 * Random documents of three concurrent writers, made with the JavaScript library that clients use (3.4.0): with characters
 * beyond the basic plane, which the Java binding of the oracle cannot write.
 */
class JavaScriptDocumentsTest {
    private static final JsonNode DOCUMENTS = RecordedEntries.resource("automerge-3.4.json");

    @Test
    void changesGiveTheValueThatJavaScriptSees() {
        assertThat(DOCUMENTS).isNotEmpty();
        for (JsonNode recorded : DOCUMENTS) {
            AutomergeDocument document = new AutomergeDocument();
            applyAll(recorded.get("changes"), document);
            assertThat(document.root()).isEqualTo(Json.value(recorded.get("value")));
        }
    }

    @Test
    void snapshotsAndLaterChangesGiveTheValueThatJavaScriptSees() {
        for (JsonNode recorded : DOCUMENTS) {
            AutomergeDocument document = new AutomergeDocument();
            document.apply(bytes(recorded.get("snapshot")));
            assertThat(document.root()).isEqualTo(Json.value(recorded.get("atSnapshot")));
            applyAll(recorded.get("later"), document);
            assertThat(document.root()).isEqualTo(Json.value(recorded.get("value")));
            assertThat(document.hasWaitingChanges()).isFalse();
        }
    }

    private static void applyAll(JsonNode changes, AutomergeDocument document) {
        changes.forEach(change -> document.apply(bytes(change)));
    }

    private static Bytes bytes(JsonNode base64) {
        return Bytes.fromBase64(base64.asText());
    }
}

package io.blindhop.protocol.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.recorded.Json;
import io.blindhop.protocol.recorded.RecordedEntries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedDocumentsTest {
    private static final JsonNode RECORDED = RecordedEntries.resource("directory.json");

    static Map<String, List<Bytes>> changesByDocument() {
        Map<String, List<Bytes>> changes = new LinkedHashMap<>();
        for (JsonNode entry : RECORDED.get("entries")) {
            if (entry.has("plaintext")) {
                changes.computeIfAbsent(entry.at("/metadata/docId").asText(), id -> new ArrayList<>())
                        .add(Bytes.fromBase64(entry.get("plaintext").asText()));
            }
        }
        return changes;
    }

    @Test
    void everyDirectoryDocumentIsWhatTheReferenceMaterialised() {
        assertThat(changesByDocument()).hasSize(6);
        changesByDocument().forEach((docId, changes) -> {
            AutomergeDocument document = new AutomergeDocument();
            changes.forEach(document::apply);
            assertThat(document.root())
                    .as(docId)
                    .isEqualTo(Json.value(RECORDED.get("materialized").get(docId)));
            assertThat(document.hasWaitingChanges()).isFalse();
        });
    }

    @Test
    void theOrderOfTheChangesDoesNotMatter() {
        Random random = new Random(1);
        changesByDocument().forEach((docId, changes) -> {
            Collections.shuffle(changes, random);
            AutomergeDocument document = new AutomergeDocument();
            changes.forEach(document::apply);
            changes.forEach(document::apply);
            assertThat(document.root())
                    .as(docId)
                    .isEqualTo(Json.value(RECORDED.get("materialized").get(docId)));
        });
    }

    @Test
    void theHashOfAChangeEndsTheIdOfItsEntry() {
        for (JsonNode entry : RECORDED.get("entries")) {
            if (entry.has("plaintext")) {
                AutomergeChange change = AutomergeChange.parse(
                        Bytes.fromBase64(entry.get("plaintext").asText()));
                assertThat(entry.at("/metadata/id").asText()).endsWith(change.hash());
            }
        }
    }

    @Test
    void theSeedChangeOfCustomIdsHasTheHashThatTheirEntriesShare() {
        AutomergeChange seed =
                AutomergeChange.parse(Bytes.fromHex("856f4a83b55efb45012f000800000000000000c0010100000005150e"
                        + "340142025602700" + "27f0c5f6174746163686d656e7473017f027f007f00"));
        assertThat(seed.hash()).isEqualTo("b55efb45769e62bff921fd6f4fbb325a446d788ded077ec2a625c32e7631a190");
        assertThat(seed.dependencies()).isEmpty();
        assertThat(seed.actor()).isEqualTo("00000000000000c0");
        assertThat(seed.sequence()).isEqualTo(1);
    }
}

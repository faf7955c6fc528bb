package io.blindhop.protocol.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.recorded.RecordedEntries;
import java.util.ArrayList;
import java.util.List;

/** A tenant directory as the reference server received it. */
final class RecordedDirectory {
    static final String ALICE = "6955bb58547345cae1fe6953";
    static final String BOB = "6955bb58547345cae1fe6955";
    static final String CAROL = "6955bb58547345cae1fe6956";
    static final JsonNode JSON = RecordedEntries.resource("directory.json");
    static final UsernameHash NAMES = new UsernameHash(JSON.get("tenantId").asText());
    static final Bytes KEY = Bytes.fromBase64(JSON.get("publicInfosKey").asText());

    private RecordedDirectory() {}

    static DirectoryReplay replay() {
        return new DirectoryReplay(signingKey("admin"), List.of(KEY));
    }

    static List<DirectoryEntry> entries(String docId) {
        List<DirectoryEntry> entries = new ArrayList<>();
        for (JsonNode json : JSON.get("entries")) {
            if (json.at("/metadata/docId").asText().equals(docId)) {
                entries.add(new DirectoryEntry(
                        RecordedEntries.entry(json),
                        Bytes.fromBase64(json.get("payload").asText())));
            }
        }
        return entries;
    }

    static String signingKey(String person) {
        return JSON.at("/people/" + person + "/signingPublicKey").asText();
    }

    static String encryptionKey(String person) {
        return JSON.at("/people/" + person + "/encryptionPublicKey").asText();
    }

    static String name(String person) {
        return JSON.at("/people/" + person + "/username").asText();
    }
}

package io.blindhop.store.dynamo.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.recorded.RecordedEntries;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tenant whose directory was recorded: real keys, real bytes. */
final class RecordedTenant {
    private static final JsonNode JSON = RecordedEntries.resource("directory.json");

    private RecordedTenant() {}

    static Tenant tenant() {
        return new Tenant(
                JSON.get("tenantId").asText(),
                "recorded",
                signingKey("admin"),
                JSON.at("/people/admin/encryptionPublicKey").asText(),
                Optional.of(name("admin")),
                List.of(Bytes.fromBase64(JSON.get("publicInfosKey").asText())));
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

    /** In receipt order; the one at index {@code i} has order {@code i + 1}. */
    static List<VerifiedEntry> entries() {
        List<VerifiedEntry> entries = new ArrayList<>();
        for (JsonNode json : JSON.get("entries")) {
            entries.add(TestEntries.verified(new ArrivedEntry(
                    RecordedEntries.entry(json).metadata(),
                    Bytes.fromBase64(json.get("payload").asText()))));
        }
        return entries;
    }
}

package io.blindhop.protocol.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what was recorded of the reference server and its clients. */
public final class RecordedEntries {
    private RecordedEntries() {}

    public static JsonNode resource(String name) {
        try (InputStream in = RecordedEntries.class.getResourceAsStream("/recorded/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StoredEntry entry(JsonNode json) {
        JsonNode metadata = json.get("metadata");
        return new StoredEntry(
                new EntryMetadata(
                        metadata.get("entryType").asText(),
                        metadata.get("id").asText(),
                        metadata.get("contentHash").asText(),
                        metadata.get("docId").asText(),
                        strings(metadata.get("dependencyIds")),
                        metadata.get("createdAt").asLong(),
                        metadata.get("createdByPublicKey").asText(),
                        metadata.get("decryptionKeyId").asText(),
                        Optional.empty(),
                        Optional.ofNullable(metadata.get("snapshotHeadEntryIds"))
                                .map(RecordedEntries::strings),
                        Bytes.fromBase64(metadata.get("signature").asText()),
                        Optional.ofNullable(metadata.get("metadataSignature"))
                                .map(text -> Bytes.fromBase64(text.asText())),
                        number(metadata.get("originalSize")),
                        number(metadata.get("encryptedSize")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        number(metadata.get("entryVersion"))),
                json.get("receiptOrder").asLong(),
                Optional.empty());
    }

    public static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private static OptionalLong number(JsonNode json) {
        return json == null ? OptionalLong.empty() : OptionalLong.of(json.asLong());
    }
}

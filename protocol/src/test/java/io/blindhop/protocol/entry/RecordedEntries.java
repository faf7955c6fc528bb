package io.blindhop.protocol.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.signature.ProvenanceParser;
import io.blindhop.protocol.signature.RecipientsParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Entries that the reference client and server exchanged, recorded with MindooDB 0.0.53. */
public final class RecordedEntries {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedEntries() {}

    /** One JSON value per line of a file under {@code transcript/}. */
    public static List<JsonNode> lines(String file) {
        return text("/transcript/" + file).lines().map(RecordedEntries::json).toList();
    }

    /** A test resource as text. */
    public static String text(String resource) {
        try (InputStream in = RecordedEntries.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ArrivedEntry arrived(JsonNode line) {
        return new ArrivedEntry(
                metadata(line.get("entry")),
                Bytes.fromBase64(line.get("payload").asText()));
    }

    public static Optional<WitnessReceipt> receipt(JsonNode metadata) {
        return optional(metadata, "receivedAt", JsonNode::longValue)
                .map(at -> new WitnessReceipt(
                        at,
                        metadata.get("receivedByPublicKey").asText(),
                        Bytes.fromBase64(metadata.get("receivedDateSignature").asText())));
    }

    public static EntryMetadata metadata(JsonNode json) {
        return new EntryMetadata(
                json.get("entryType").asText(),
                json.get("id").asText(),
                json.get("contentHash").asText(),
                json.get("docId").asText(),
                strings(json.get("dependencyIds")),
                json.get("createdAt").longValue(),
                json.get("createdByPublicKey").asText(),
                json.get("decryptionKeyId").asText(),
                optional(json, "snapshotHeadHashes", RecordedEntries::strings),
                optional(json, "snapshotHeadEntryIds", RecordedEntries::strings),
                Bytes.fromBase64(json.get("signature").asText()),
                optional(json, "metadataSignature", node -> Bytes.fromBase64(node.asText())),
                number(json, "originalSize"),
                number(json, "encryptedSize"),
                optional(json, "attachmentRefs", RecordedEntries::refs),
                optional(json, "provenance", node -> ProvenanceParser.parse(node.toString())),
                optional(json, "recipients", node -> RecipientsParser.parse(node.toString())),
                number(json, "entryVersion"));
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<JsonNode, T> read) {
        return Optional.ofNullable(json.get(name)).map(read);
    }

    private static OptionalLong number(JsonNode json, String name) {
        return json.has(name) ? OptionalLong.of(json.get(name).longValue()) : OptionalLong.empty();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<AttachmentRef> refs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(ref -> new AttachmentRef(
                        ref.get("attachmentId").asText(),
                        ref.get("lastChunkId").asText(),
                        ref.get("size").longValue()))
                .toList();
    }
}

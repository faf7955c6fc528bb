package io.blindhop.protocol.verify;

import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.entry.EntryMetadata;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How large the parts of an entry may be. The reference has no such limits; these are far above what its clients write and
 * below what a DynamoDB key (1,024 bytes) and item (400 KB) can hold. Lengths are of the UTF-8 encoding.
 */
public final class EntryLimits {
    public static final int MAX_ID_BYTES = 900;
    public static final int MAX_DOC_ID_BYTES = 900;
    public static final int MAX_ENTRY_TYPE_BYTES = 64;
    /** {@code $sealed:<docId>} fits. */
    public static final int MAX_KEY_ID_BYTES = 1000;

    /** Of dependencies, snapshot heads and attachments each. */
    public static final int MAX_REFERENCES = 10_000;

    private EntryLimits() {}

    /** The first limit that the entry breaks, as a sentence for its author; empty if it breaks none. */
    static Optional<String> violation(EntryMetadata entry) {
        return text("id", entry.id(), MAX_ID_BYTES)
                .map(why -> "Entry " + abbreviated(entry.id()) + " is refused: " + why)
                .or(() -> ofNamedEntry(entry).map(why -> "Entry " + entry.id() + " is refused: " + why));
    }

    private static Optional<String> ofNamedEntry(EntryMetadata entry) {
        return text("docId", entry.docId(), MAX_DOC_ID_BYTES)
                .or(() -> text("entryType", entry.entryType(), MAX_ENTRY_TYPE_BYTES))
                .or(() -> text("decryptionKeyId", entry.decryptionKeyId(), MAX_KEY_ID_BYTES))
                .or(() -> text("createdByPublicKey", entry.createdByPublicKey(), Pem.MAX_LENGTH))
                .or(() -> references("dependencyIds", entry.dependencyIds()))
                .or(() -> references(
                        "snapshotHeadEntryIds", entry.snapshotHeadEntryIds().orElse(List.of())))
                .or(() -> references(
                        "snapshotHeadHashes", entry.snapshotHeadHashes().orElse(List.of())))
                .or(() -> count("attachmentRefs", entry.attachmentRefs().orElse(List.of())))
                .or(() -> contentHash(entry.contentHash()));
    }

    private static Optional<String> contentHash(String hash) {
        return ContentHash.isWellFormed(hash)
                ? Optional.empty()
                : Optional.of("contentHash must be " + ContentHash.LENGTH + " lowercase hex digits");
    }

    private static Optional<String> references(String name, List<String> ids) {
        return count(name, ids)
                .or(() -> ids.stream()
                        .flatMap(id -> text("an id in " + name, id, MAX_ID_BYTES).stream())
                        .findFirst());
    }

    private static Optional<String> count(String name, List<?> list) {
        return list.size() <= MAX_REFERENCES
                ? Optional.empty()
                : Optional.of(name + " has " + list.size() + " elements, the limit is " + MAX_REFERENCES);
    }

    private static Optional<String> text(String name, String text, int maxBytes) {
        if (text.isEmpty()) {
            return Optional.of(name + " is empty");
        }
        try {
            int bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
            return bytes <= maxBytes
                    ? Optional.empty()
                    : Optional.of(name + " has " + bytes + " bytes, the limit is " + maxBytes);
        } catch (CharacterCodingException unpairedSurrogate) {
            return Optional.of(name + " is not well-formed Unicode");
        }
    }

    private static String abbreviated(String id) {
        return id.length() <= 40 ? id : id.substring(0, 40) + "…";
    }
}

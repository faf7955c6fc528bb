package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.WitnessReceipt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The JSON form of an entry's metadata (protocol 1.4), in the member order of the reference. Optional members that are
 * empty are left out; {@code provenance} and {@code recipients} are written as the text they arrived as.
 */
public final class EntryJson {
    private EntryJson() {}

    /**
     * Reads the metadata of one frame.
     *
     * @param payload the stored ciphertext
     * @throws MalformedRequestException if the metadata is not JSON at all; then not even the id is known
     */
    public static EntryParse parse(Bytes metadata, Bytes payload) {
        EntryParse[] result = new EntryParse[1];
        JsonReader.object(metadata, "entry metadata", json -> result[0] = EntryReader.framed(json, payload));
        return result[0];
    }

    static void writeMembers(JsonGenerator gen, StoredEntry stored) throws IOException {
        writeMembers(gen, stored.metadata(), OptionalLong.of(stored.receiptOrder()), stored.receipt());
    }

    /** As an author pushes it: without what a store adds. */
    static void writeMembers(JsonGenerator gen, EntryMetadata entry) throws IOException {
        writeMembers(gen, entry, OptionalLong.empty(), Optional.empty());
    }

    private static void writeMembers(
            JsonGenerator gen, EntryMetadata entry, OptionalLong receiptOrder, Optional<WitnessReceipt> witnessed)
            throws IOException {
        gen.writeStringField("entryType", entry.entryType());
        gen.writeStringField("id", entry.id());
        gen.writeStringField("contentHash", entry.contentHash());
        gen.writeStringField("docId", entry.docId());
        strings(gen, "dependencyIds", Optional.of(entry.dependencyIds()));
        gen.writeNumberField("createdAt", entry.createdAt());
        number(gen, "receiptOrder", receiptOrder);
        gen.writeStringField("createdByPublicKey", entry.createdByPublicKey());
        gen.writeStringField("decryptionKeyId", entry.decryptionKeyId());
        strings(gen, "snapshotHeadHashes", entry.snapshotHeadHashes());
        strings(gen, "snapshotHeadEntryIds", entry.snapshotHeadEntryIds());
        base64(gen, "signature", entry.signature());
        if (entry.metadataSignature().isPresent()) {
            base64(gen, "metadataSignature", entry.metadataSignature().get());
        }
        number(gen, "originalSize", entry.originalSize());
        number(gen, "encryptedSize", entry.encryptedSize());
        if (witnessed.isPresent()) {
            WitnessReceipt receipt = witnessed.get();
            gen.writeNumberField("receivedAt", receipt.receivedAt());
            gen.writeStringField("receivedByPublicKey", receipt.receivedByPublicKey());
            base64(gen, "receivedDateSignature", receipt.signature());
        }
        attachmentRefs(gen, entry.attachmentRefs());
        raw(gen, "provenance", entry.provenance().map(Provenance::json));
        raw(gen, "recipients", entry.recipients().map(Recipients::json));
        number(gen, "entryVersion", entry.entryVersion());
    }

    static void base64(JsonGenerator gen, String name, Bytes bytes) throws IOException {
        gen.writeFieldName(name);
        gen.writeBinary(bytes.asInputStream(), bytes.length());
    }

    static void strings(JsonGenerator gen, String name, Optional<List<String>> texts) throws IOException {
        if (texts.isPresent()) {
            JsonOut.array(gen, name, Feed.of(texts.get()), JsonGenerator::writeString);
        }
    }

    private static void number(JsonGenerator gen, String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            gen.writeNumberField(name, number.getAsLong());
        }
    }

    private static void raw(JsonGenerator gen, String name, Optional<String> json) throws IOException {
        if (json.isPresent()) {
            gen.writeFieldName(name);
            gen.writeRawValue(json.get());
        }
    }

    private static void attachmentRefs(JsonGenerator gen, Optional<List<AttachmentRef>> refs) throws IOException {
        if (refs.isPresent()) {
            JsonOut.array(gen, "attachmentRefs", Feed.of(refs.get()), (g, ref) -> {
                g.writeStartObject();
                g.writeStringField("attachmentId", ref.attachmentId());
                g.writeStringField("lastChunkId", ref.lastChunkId());
                g.writeNumberField("size", ref.size());
                g.writeEndObject();
            });
        }
    }
}

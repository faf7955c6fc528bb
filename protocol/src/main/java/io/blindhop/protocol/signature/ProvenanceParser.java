package io.blindhop.protocol.signature;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.MalformedJsonException;
import io.blindhop.protocol.signature.AuthorSigningBytes.SignedFields;
import java.util.List;

/** Reads the {@code provenance} member of an entry, copies of copies included (protocol 1.8.3). */
public final class ProvenanceParser {
    /** How often an entry may have been copied from a copy. */
    public static final int MAX_DEPTH = 32;

    private ProvenanceParser() {}

    /** @throws MalformedJsonException if a member is missing or of the wrong type, or the nesting is over {@value #MAX_DEPTH} */
    public static Provenance parse(String json) {
        JsonValue value = JsonText.parse(json);
        Bytes block = block(JsonMembers.of("provenance", value), 1);
        return new Provenance(CanonicalJson.render(value), block);
    }

    private static Bytes block(JsonMembers provenance, int depth) {
        if (depth > MAX_DEPTH) {
            throw new MalformedJsonException(
                    "provenance is nested more than " + MAX_DEPTH + " levels deep, the limit of this server");
        }
        return ProvenanceBlock.build(
                provenance.string("sourceTenantId"),
                provenance.string("sourceDbId"),
                source(provenance.objectAt("source"), depth).signingBytes(),
                provenance.findBase64("sourceMetadataSignature").orElse(Bytes.empty()));
    }

    private static SignedFields source(JsonMembers source, int depth) {
        return new SignedFields(
                source.string("entryType"),
                source.string("id"),
                source.string("docId"),
                source.string("decryptionKeyId"),
                source.integer("createdAt"),
                source.strings("dependencyIds"),
                source.string("contentHash"),
                source.string("createdByPublicKey"),
                attachmentRefs(source),
                source.findObject("provenance").map(inner -> block(inner, depth + 1)),
                source.findObject("recipients").map(RecipientsParser::of));
    }

    private static List<AttachmentRef> attachmentRefs(JsonMembers source) {
        return source.elements("attachmentRefs").stream()
                .map(value -> JsonMembers.of(source.place() + ".attachmentRefs[]", value))
                .map(ref ->
                        new AttachmentRef(ref.string("attachmentId"), ref.string("lastChunkId"), ref.integer("size")))
                .toList();
    }
}

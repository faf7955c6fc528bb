package io.blindhop.protocol.entry;

import io.blindhop.protocol.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What travels in clear about an entry (protocol 1.4), without what a store adds to it ({@link StoredEntry}).
 *
 * <p>An optional member that is empty was absent on the wire; an empty list was sent as {@code []}. Both survive every
 * read path, because clients compare what they get back.
 *
 * @param entryType one of protocol 1.5; not restricted to those
 * @param contentHash 64 lowercase hex digits, SHA-256 of the payload
 * @param dependencyIds in the author's order, which is signed
 * @param createdAt the author's clock, milliseconds
 * @param createdByPublicKey Ed25519 SPKI PEM, verbatim: the exact text is signed
 * @param signature v1 author signature over the payload (protocol 1.7)
 * @param metadataSignature v2 author signature over the metadata (protocol 1.8)
 * @param entryVersion writer era; entries without one are never witnessed
 */
public record EntryMetadata(
        String entryType,
        String id,
        String contentHash,
        String docId,
        List<String> dependencyIds,
        long createdAt,
        String createdByPublicKey,
        String decryptionKeyId,
        Optional<List<String>> snapshotHeadHashes,
        Optional<List<String>> snapshotHeadEntryIds,
        Bytes signature,
        Optional<Bytes> metadataSignature,
        OptionalLong originalSize,
        OptionalLong encryptedSize,
        Optional<List<AttachmentRef>> attachmentRefs,
        Optional<Provenance> provenance,
        Optional<Recipients> recipients,
        OptionalLong entryVersion) {

    public EntryMetadata {
        Objects.requireNonNull(entryType, "entryType");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(contentHash, "contentHash");
        Objects.requireNonNull(docId, "docId");
        dependencyIds = List.copyOf(dependencyIds);
        Objects.requireNonNull(createdByPublicKey, "createdByPublicKey");
        Objects.requireNonNull(decryptionKeyId, "decryptionKeyId");
        snapshotHeadHashes = snapshotHeadHashes.map(List::copyOf);
        snapshotHeadEntryIds = snapshotHeadEntryIds.map(List::copyOf);
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(metadataSignature, "metadataSignature");
        Objects.requireNonNull(originalSize, "originalSize");
        Objects.requireNonNull(encryptedSize, "encryptedSize");
        attachmentRefs = attachmentRefs.map(List::copyOf);
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(recipients, "recipients");
        Objects.requireNonNull(entryVersion, "entryVersion");
    }
}

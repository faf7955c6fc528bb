package io.blindhop.protocol.signature;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.AttachmentRef;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.entry.Recipients;
import java.util.List;
import java.util.Optional;

/** What an author signs of an entry's metadata (protocol 1.8). */
public final class AuthorSigningBytes {
    private static final int LAYOUT = 0x01;
    private static final int RECIPIENTS_BLOCK = 0x03;

    private AuthorSigningBytes() {}

    public static Bytes of(EntryMetadata entry) {
        return new SignedFields(
                        entry.entryType(),
                        entry.id(),
                        entry.docId(),
                        entry.decryptionKeyId(),
                        entry.createdAt(),
                        entry.dependencyIds(),
                        entry.contentHash(),
                        entry.createdByPublicKey(),
                        entry.attachmentRefs().orElse(List.of()),
                        entry.provenance().map(Provenance::signingBlock),
                        entry.recipients())
                .signingBytes();
    }

    /**
     * The fields that a signature covers: those of an entry, or of the source that a provenance names.
     *
     * @param provenanceBlock see {@link ProvenanceBlock}
     */
    record SignedFields(
            String entryType,
            String id,
            String docId,
            String decryptionKeyId,
            long createdAt,
            List<String> dependencyIds,
            String contentHash,
            String createdByPublicKey,
            List<AttachmentRef> attachmentRefs,
            Optional<Bytes> provenanceBlock,
            Optional<Recipients> recipients) {

        Bytes signingBytes() {
            SigningBytes bytes = new SigningBytes()
                    .tag(LAYOUT)
                    .str(entryType)
                    .str(id)
                    .str(docId)
                    .str(decryptionKeyId)
                    .i64(createdAt)
                    .u32(dependencyIds.size());
            dependencyIds.forEach(bytes::str);
            bytes.str(contentHash).str(createdByPublicKey);
            if (!attachmentRefs.isEmpty()) {
                bytes.u32(attachmentRefs.size());
                attachmentRefs.forEach(ref ->
                        bytes.str(ref.attachmentId()).str(ref.lastChunkId()).i64(ref.size()));
            }
            provenanceBlock.ifPresent(bytes::append);
            recipients
                    .filter(Recipients::hasWraps)
                    .ifPresent(wraps -> bytes.tag(RECIPIENTS_BLOCK).str(wraps.json()));
            return bytes.build();
        }
    }
}

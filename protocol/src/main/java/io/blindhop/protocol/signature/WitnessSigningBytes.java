package io.blindhop.protocol.signature;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;

/** What a witness signs of an entry that it accepted (protocol 1.9). */
public final class WitnessSigningBytes {
    private static final int LAYOUT = 0x01;

    private WitnessSigningBytes() {}

    /**
     * @param dbId the database of the request, verbatim
     * @param receivedAt milliseconds
     * @param witnessPem {@code receivedByPublicKey}, verbatim
     */
    public static Bytes of(EntryMetadata entry, String dbId, long receivedAt, String witnessPem) {
        return new SigningBytes()
                .tag(LAYOUT)
                .str(entry.entryType())
                .str(dbId)
                .str(entry.contentHash())
                .str(entry.id())
                .str(entry.docId())
                .str(entry.decryptionKeyId())
                .i64(entry.createdAt())
                .str(entry.createdByPublicKey())
                .i64(receivedAt)
                .str(witnessPem)
                .build();
    }
}

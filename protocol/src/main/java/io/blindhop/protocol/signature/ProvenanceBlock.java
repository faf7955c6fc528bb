package io.blindhop.protocol.signature;

import io.blindhop.protocol.Bytes;

/** The bytes that a provenance adds to what its entry's author signs (protocol 1.8.3). */
final class ProvenanceBlock {
    private static final int TAG = 0x02;

    private ProvenanceBlock() {}

    /**
     * @param source the author signing bytes of the entry that was copied
     * @param sourceMetadataSignature empty if the source had none
     */
    static Bytes build(String sourceTenantId, String sourceDbId, Bytes source, Bytes sourceMetadataSignature) {
        return new SigningBytes()
                .tag(TAG)
                .str(sourceTenantId)
                .str(sourceDbId)
                .lengthPrefixed(source)
                .lengthPrefixed(sourceMetadataSignature)
                .build();
    }
}

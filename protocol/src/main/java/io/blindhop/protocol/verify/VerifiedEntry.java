package io.blindhop.protocol.verify;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.EntryMetadata;

/**
 * An entry whose payload hashes to its {@code contentHash} and whose author signature verifies. {@link EntryVerifier}
 * is the only way to one, and only this type can be put into a store.
 */
public final class VerifiedEntry {
    private final EntryMetadata metadata;
    private final Bytes payload;

    /** For {@link EntryVerifier} alone. */
    VerifiedEntry(ArrivedEntry arrived) {
        this.metadata = arrived.metadata();
        this.payload = arrived.payload();
    }

    public EntryMetadata metadata() {
        return metadata;
    }

    public Bytes payload() {
        return payload;
    }

    public String id() {
        return metadata.id();
    }
}

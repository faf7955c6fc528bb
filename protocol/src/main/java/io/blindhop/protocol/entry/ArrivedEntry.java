package io.blindhop.protocol.entry;

import io.blindhop.protocol.Bytes;
import java.util.Objects;

/**
 * An entry as somebody sent it: well-formed, and nothing more is known of it. It cannot be stored; only what
 * {@link io.blindhop.protocol.verify.EntryVerifier} makes of it can.
 */
public record ArrivedEntry(EntryMetadata metadata, Bytes payload) {
    public ArrivedEntry {
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(payload, "payload");
    }

    public String id() {
        return metadata.id();
    }
}

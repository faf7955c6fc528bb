package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.Objects;

/** An entry of the directory's docs store with its encrypted payload. */
public record DirectoryEntry(StoredEntry entry, Bytes payload) {
    public DirectoryEntry {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(payload, "payload");
    }

    public String id() {
        return entry.id();
    }
}

package io.blindhop.protocol.store;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import java.io.IOException;

/** Takes entries with their payloads as a store reads them. */
@FunctionalInterface
public interface EntrySink {
    void accept(StoredEntry entry, Bytes payload) throws IOException;
}

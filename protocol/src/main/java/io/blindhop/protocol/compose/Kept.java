package io.blindhop.protocol.compose;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;

/** An entry as the upstream holds it, with its payload as it is stored there. */
public record Kept(StoredEntry entry, Bytes payload) {}

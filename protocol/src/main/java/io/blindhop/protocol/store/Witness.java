package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.WitnessReceipt;
import java.util.Optional;

/** Attests the arrival of entries in one database (protocol 1.9). Called again if a writer has to re-stamp. */
@FunctionalInterface
public interface Witness {
    Witness NONE = (entry, receivedAt) -> Optional.empty();

    /** The receipt for an entry that arrives at {@code receivedAt}; empty if the entry is not eligible. */
    Optional<WitnessReceipt> attest(EntryMetadata entry, long receivedAt);
}

package io.blindhop.protocol.entry;

import java.util.Objects;
import java.util.Optional;

/**
 * An entry as a store holds it: what its author signed, and what the store added on arrival.
 *
 * @param receiptOrder position in the store, from 1, never reused
 */
public record StoredEntry(EntryMetadata metadata, long receiptOrder, Optional<WitnessReceipt> receipt) {
    public StoredEntry {
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(receipt, "receipt");
        if (receiptOrder < 1) {
            throw new IllegalArgumentException("receiptOrder must be at least 1: " + receiptOrder);
        }
    }

    public String id() {
        return metadata.id();
    }
}

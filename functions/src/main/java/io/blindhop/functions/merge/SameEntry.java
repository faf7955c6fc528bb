package io.blindhop.functions.merge;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.function.Predicate;

/**
 * Whether what a node hands out is the entry that is held here. Where it carries its author's signature over its metadata, and what is
 * held has none, it is: somebody who was asked earlier has taken the signature away, and who knows what else, the author perhaps.
 */
final class SameEntry {
    private SameEntry() {}

    /**
     * @param read verified by its signatures
     * @param admits whether an entry that is read may be held here by its metadata: whoever signed it is known
     */
    static boolean is(StoredEntry held, StoredEntry read, Predicate<StoredEntry> admits) {
        return held.metadata().equals(read.metadata()) || isBetter(held, read, admits);
    }

    private static boolean isBetter(StoredEntry held, StoredEntry read, Predicate<StoredEntry> admits) {
        return held.metadata().metadataSignature().isEmpty()
                && read.metadata().metadataSignature().isPresent()
                && (held.metadata().createdByPublicKey().equals(read.metadata().createdByPublicKey())
                        || admits.test(read));
    }

    /** What is handed on: under the order that it has here. */
    static StoredEntry held(StoredEntry held, StoredEntry read) {
        return held.metadata().equals(read.metadata())
                ? held
                : new StoredEntry(read.metadata(), held.receiptOrder(), read.receipt());
    }
}

package io.blindhop.functions.merge;

import io.blindhop.protocol.entry.StoredEntry;

/**
 * Whether what a node hands out is the entry that is held here. Where it carries a signature of the same author over its metadata,
 * and what is held has none, it is: somebody who was asked earlier has taken the signature away, and who knows what else.
 */
final class SameEntry {
    private SameEntry() {}

    /** @param read verified by its signatures */
    static boolean is(StoredEntry held, StoredEntry read) {
        return held.metadata().equals(read.metadata()) || isBetter(held, read);
    }

    private static boolean isBetter(StoredEntry held, StoredEntry read) {
        return held.metadata().metadataSignature().isEmpty()
                && read.metadata().metadataSignature().isPresent()
                && held.metadata().createdByPublicKey().equals(read.metadata().createdByPublicKey());
    }

    /** What is handed on: under the order that it has here. */
    static StoredEntry held(StoredEntry held, StoredEntry read) {
        return held.metadata().equals(read.metadata())
                ? held
                : new StoredEntry(read.metadata(), held.receiptOrder(), read.receipt());
    }
}

package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.entry.StoredEntry;

/**
 * An entry as a merged log holds it.
 *
 * @param stored with the order of the merged log, and the receipt with which it was seen first
 * @param source where it was seen first
 */
public record MergedEntry(StoredEntry stored, String source) {}

package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.StoredEntry;

/**
 * What became of one entry of a put.
 *
 * @param stored what the store holds under the entry's id: for a duplicate the first arrival with its original receipt
 * @param duplicate whether the id was there before, or earlier in the same batch
 */
public record PutOutcome(StoredEntry stored, boolean duplicate) {}

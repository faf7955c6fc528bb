package io.blindhop.store.dynamo.merged;

/**
 * The mark of a merged log: everything up to an order is in the index.
 *
 * @param epoch fixed when the log began
 * @param entries that were ever committed up to it
 */
record Settled(String epoch, long upTo, long entries) {
    Settled after(MergedCommit commit) {
        return new Settled(epoch, commit.last(), commit.totalEntries());
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import java.util.Optional;

/**
 * What of a commit never changes, so that a process may remember it however often the row is revised.
 *
 * @param entries how many there were when the row was read
 * @param indexed as in the row that was read; what it denies may have become true since
 */
record WindowCommit(long first, long last, int entries, boolean indexed, Optional<Bytes> hashes) {
    private static final int IN_MEMORY = 120;

    static WindowCommit of(Commit commit) {
        return new WindowCommit(commit.first(), commit.last(), commit.entries(), commit.indexed(), commit.hashes());
    }

    int positions() {
        return Math.toIntExact(last - first + 1);
    }

    /** Bytes in memory. */
    long size() {
        return (long) IN_MEMORY + hashes.map(Bytes::length).orElse(0);
    }
}

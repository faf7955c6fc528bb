package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.Manifest;
import java.util.List;

/**
 * Where a reader finds everything up to the tail that it saw: in the index as it was at some moment after the tail was read,
 * or before; and in the commits above that.
 *
 * @param window every commit after the manifest's {@code upTo}, up to the tail, oldest first
 */
record IndexView(Manifest manifest, Commit tail, List<Commit> window) {
    /** How much of a log is in no run. */
    record Size(int commits, long entries) {
        static Size of(List<Commit> commits) {
            return new Size(
                    commits.size(), commits.stream().mapToLong(Commit::entries).sum());
        }

        Size plus(Size more) {
            return new Size(commits + more.commits, entries + more.entries);
        }
    }
}

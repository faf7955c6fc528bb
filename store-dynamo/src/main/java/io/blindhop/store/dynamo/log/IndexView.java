package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.Manifest;
import java.util.List;
import java.util.Map;

/**
 * Where a reader finds everything up to the tail that it saw: in the index as it was at some moment after the tail was read,
 * or before; and in the commits above that.
 *
 * @param window every commit after the manifest's {@code upTo}, up to the tail, oldest first
 * @param read the rows of those that had to be read to know them, by first order
 */
record IndexView(Manifest manifest, Commit tail, List<WindowCommit> window, Map<Long, Commit> read) {
    /** How much of a log is in no run. */
    record Size(int commits, long entries) {
        static Size of(List<WindowCommit> commits) {
            return new Size(
                    commits.size(),
                    commits.stream().mapToLong(WindowCommit::entries).sum());
        }

        Size plus(Size more) {
            return new Size(commits + more.commits, entries + more.entries);
        }
    }
}

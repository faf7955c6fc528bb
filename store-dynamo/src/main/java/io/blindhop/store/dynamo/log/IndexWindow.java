package io.blindhop.store.dynamo.log;

import java.util.List;

/**
 * The commits above the index as one reader saw them: those that were not yet marked as indexed when their rows were
 * read, and how far the index was complete.
 *
 * <p>INVARIANT: the window is taken before the index is read. What was marked by then is found in the index; what was
 * not is read from its blocks, even if it has been marked since.
 *
 * @param indexedUpTo every order at or below it is in the index
 * @param size number of commits above {@code indexedUpTo}, marked ones included
 */
record IndexWindow(List<Commit> unindexed, long indexedUpTo, int size) {
    static IndexWindow of(CommitLog log, Commit tail) {
        if (tail.indexedUpTo() >= tail.last()) {
            return new IndexWindow(List.of(), tail.last(), 0);
        }
        List<Commit> above =
                tail.indexedUpTo() + 1 == tail.first() ? List.of(tail) : log.between(tail.indexedUpTo(), tail.last());
        List<Commit> unindexed =
                above.stream().filter(commit -> !commit.indexed()).toList();
        long upTo = unindexed.isEmpty() ? tail.last() : unindexed.getFirst().first() - 1;
        return new IndexWindow(unindexed, upTo, above.size());
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import java.util.List;

/** Brings the entries of a commit into the index and notes it. Harmless when done twice or by two at once. */
final class Indexer {
    private final StoreRows rows;

    Indexer(StoreRows rows) {
        this.rows = rows;
    }

    /** Indexes a commit whose writer did not live to do it. */
    void index(Commit commit) {
        index(commit, rows.blocks().read(List.of(commit)).getFirst());
    }

    /** Indexes a commit whose records are at hand. */
    void index(Commit commit, List<Indexed> records) {
        rows.index().write(records);
        boolean contiguous = commit.indexedUpTo() + 1 == commit.first();
        rows.log().markIndexed(commit, contiguous ? commit.last() : commit.indexedUpTo());
    }
}

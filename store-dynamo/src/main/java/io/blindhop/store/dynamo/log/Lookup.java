package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryIndex;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.table.Consistency;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds every entry up to a tail, whether its writer lived to index it or not: first the window above the index, then the
 * index, then the blocks of the window.
 */
final class Lookup {
    private final CommitLog log;
    private final Blocks blocks;
    private final EntryIndex index;

    Lookup(CommitLog log, Blocks blocks, EntryIndex index) {
        this.log = log;
        this.blocks = blocks;
        this.index = index;
    }

    /** Those of the ids that exist at or below {@code tail}. */
    Map<String, Indexed> find(Collection<String> ids, Commit tail) {
        return find(ids, IndexWindow.of(log, tail));
    }

    Map<String, Indexed> find(Collection<String> ids, IndexWindow window) {
        Map<String, Indexed> found = index.find(ids, Consistency.STRONG);
        Set<String> missing = new HashSet<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            inBlocks(window.unindexed(), entry -> missing.contains(entry.id()))
                    .forEach(entry -> found.put(entry.record().id(), entry));
        }
        return found;
    }

    /** Every entry of a document, in receipt order. */
    List<Indexed> document(String docId, Commit tail) {
        IndexWindow window = IndexWindow.of(log, tail);
        Map<String, Indexed> found = new HashMap<>();
        index.document(docId).forEach(entry -> found.put(entry.record().id(), entry));
        inBlocks(window.unindexed(), entry -> entry.metadata().docId().equals(docId))
                .forEach(entry -> found.put(entry.record().id(), entry));
        return found.values().stream()
                .sorted(Comparator.comparingLong(Indexed::receiptOrder))
                .toList();
    }

    /** Those of the ids that lie in these commits, which are read from their blocks whatever the index says. */
    Map<String, Indexed> findIn(List<Commit> commits, Set<String> ids) {
        Map<String, Indexed> found = new HashMap<>();
        inBlocks(commits, entry -> ids.contains(entry.id()))
                .forEach(entry -> found.put(entry.record().id(), entry));
        return found;
    }

    private List<Indexed> inBlocks(List<Commit> commits, Predicate<EntryRecord> wanted) {
        return blocks.read(commits).stream()
                .flatMap(List::stream)
                .filter(entry -> wanted.test(entry.record()))
                .toList();
    }
}

package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a document is deleted, from metadata alone (protocol 4.2, step 5): the deletions and undeletions that no other
 * of them builds on compete, and the latest wins.
 */
public final class DeletionRule {
    private static final Comparator<EntryMetadata> LATEST =
            Comparator.comparingLong(EntryMetadata::createdAt).thenComparing(EntryMetadata::id);

    private DeletionRule() {}

    /** @param document the entries that count, in any order; whoever must not be able to delete is filtered out before */
    public static boolean isDeleted(List<StoredEntry> document) {
        boolean everDeleted = document.stream().anyMatch(entry -> isLifecycle(entry.metadata()));
        if (!everDeleted) {
            return false;
        }
        ReplayGraph graph = new ReplayGraph(document);
        BitSet candidates = graph.closure(graph.heads());
        for (int i = 0; i < graph.size(); i++) {
            candidates.set(i, candidates.get(i) && isLifecycle(graph.entry(i)));
        }
        BitSet superseded = new BitSet();
        candidates.stream().forEach(i -> {
            for (int dependency : graph.dependencies(i)) {
                superseded.set(dependency);
            }
        });
        candidates.andNot(graph.closure(superseded));
        return candidates.stream()
                .mapToObj(graph::entry)
                .max(LATEST)
                .map(entry -> entry.entryType().equals("doc_delete"))
                .orElse(false);
    }

    private static boolean isLifecycle(EntryMetadata entry) {
        return entry.entryType().equals("doc_delete") || entry.entryType().equals("doc_undelete");
    }
}

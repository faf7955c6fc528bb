package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlan.Diagnostics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Plans, from metadata alone, which snapshot of a document to load and which entries to apply on top (protocol 5.7).
 *
 * <p>The plan is a function of the entries and their order. Ids are compared as UTF-16 text, as in JavaScript. Takes time
 * in proportion to the entries times the snapshots among them.
 */
public final class MaterializationPlanner {
    private static final String SNAPSHOT = "doc_snapshot";

    private MaterializationPlanner() {}

    /** @param document every entry of the document, in receipt order; none for a document nobody knows */
    public static MaterializationPlan plan(String docId, List<StoredEntry> document) {
        ReplayGraph graph = new ReplayGraph(document);
        List<EntryMetadata> snapshots = document.stream()
                .map(StoredEntry::metadata)
                .filter(entry -> entry.entryType().equals(SNAPSHOT))
                .toList();
        // Every snapshot covers nothing if there is nothing to replay: the newest one wins, as it should.
        BitSet reachable = graph.closure(graph.heads());
        Choice choice = choose(snapshots, graph, reachable);
        BitSet uncovered = (BitSet) reachable.clone();
        uncovered.andNot(choice.covered);
        List<String> heads =
                graph.heads().stream().mapToObj(i -> graph.entry(i).id()).toList();
        return new MaterializationPlan(
                docId,
                choice.snapshot.map(EntryMetadata::id),
                topologically(uncovered, graph),
                new Diagnostics(heads, reachable.cardinality() - uncovered.cardinality(), uncovered.cardinality()));
    }

    private record Choice(Optional<EntryMetadata> snapshot, BitSet covered) {
        boolean isBetterThan(Choice that) {
            int byCoverage = Integer.compare(covered.cardinality(), that.covered.cardinality());
            return that.snapshot.isEmpty() || byCoverage > 0 || (byCoverage == 0 && createdAt() > that.createdAt());
        }

        private long createdAt() {
            return snapshot.orElseThrow().createdAt();
        }
    }

    private static Choice choose(List<EntryMetadata> snapshots, ReplayGraph graph, BitSet reachable) {
        Choice best = new Choice(Optional.empty(), new BitSet());
        for (EntryMetadata snapshot : snapshots) {
            BitSet covered = graph.closure(roots(snapshot));
            covered.and(reachable);
            Choice candidate = new Choice(Optional.of(snapshot), covered);
            if (candidate.isBetterThan(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> roots(EntryMetadata snapshot) {
        return snapshot.snapshotHeadEntryIds().filter(heads -> !heads.isEmpty()).orElse(snapshot.dependencyIds());
    }

    /** Kahn's algorithm; of several entries that are ready, the one with the smallest id comes first. */
    private static List<String> topologically(BitSet chosen, ReplayGraph graph) {
        int[] missing = new int[graph.size()];
        List<List<Integer>> dependents = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            dependents.add(new ArrayList<>());
        }
        chosen.stream().forEach(i -> {
            for (int dependency : graph.dependencies(i)) {
                if (chosen.get(dependency)) {
                    missing[i]++;
                    dependents.get(dependency).add(i);
                }
            }
        });
        PriorityQueue<Integer> ready =
                new PriorityQueue<>(Comparator.comparing(i -> graph.entry(i).id()));
        chosen.stream().filter(i -> missing[i] == 0).forEach(ready::add);
        List<String> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            ordered.add(graph.entry(next).id());
            for (int dependent : dependents.get(next)) {
                if (--missing[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (ordered.size() < chosen.cardinality()) {
            // Entries that depend on themselves cannot be ordered; the reference then sorts all of them.
            return chosen.stream().mapToObj(i -> graph.entry(i).id()).sorted().toList();
        }
        return ordered;
    }
}

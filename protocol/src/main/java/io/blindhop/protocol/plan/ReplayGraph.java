package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The entries of one document that replay applies, and what depends on what among them. Entries are numbered in the
 * order they were given.
 */
final class ReplayGraph {
    private static final Set<String> REPLAYED = Set.of("doc_create", "doc_change", "doc_delete", "doc_undelete");

    private final List<EntryMetadata> entries;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[][] dependencies;
    private final BitSet heads;

    ReplayGraph(List<StoredEntry> document) {
        this.entries = document.stream()
                .map(StoredEntry::metadata)
                .filter(entry -> REPLAYED.contains(entry.entryType()))
                .toList();
        for (int i = 0; i < entries.size(); i++) {
            numbers.put(entries.get(i).id(), i);
        }
        this.dependencies = new int[entries.size()][];
        this.heads = new BitSet();
        heads.set(0, entries.size());
        for (int i = 0; i < entries.size(); i++) {
            dependencies[i] = numbersOf(entries.get(i).dependencyIds());
            for (int dependency : dependencies[i]) {
                heads.clear(dependency);
            }
        }
    }

    int size() {
        return entries.size();
    }

    EntryMetadata entry(int number) {
        return entries.get(number);
    }

    /** Within the graph only; a dependency that is listed twice is there twice. */
    int[] dependencies(int number) {
        return dependencies[number].clone();
    }

    /** Entries that no other one depends on. */
    BitSet heads() {
        return (BitSet) heads.clone();
    }

    /** The entries with these ids and everything they depend on; unknown ids are skipped. */
    BitSet closure(Collection<String> ids) {
        BitSet roots = new BitSet();
        Arrays.stream(numbersOf(ids)).forEach(roots::set);
        return closure(roots);
    }

    BitSet closure(BitSet roots) {
        BitSet reached = (BitSet) roots.clone();
        Deque<Integer> open = new ArrayDeque<>();
        roots.stream().forEach(open::push);
        while (!open.isEmpty()) {
            for (int dependency : dependencies[open.pop()]) {
                if (!reached.get(dependency)) {
                    reached.set(dependency);
                    open.push(dependency);
                }
            }
        }
        return reached;
    }

    private int[] numbersOf(Collection<String> ids) {
        return ids.stream()
                .map(numbers::get)
                .filter(java.util.Objects::nonNull)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}

package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Protocol 5.7 and 4.2 step 5 word by word, with no thought for time. */
final class NaivePlanner {
    private final Map<String, EntryMetadata> replay = new LinkedHashMap<>();
    private final List<EntryMetadata> snapshots = new ArrayList<>();

    NaivePlanner(List<StoredEntry> document) {
        for (StoredEntry entry : document) {
            switch (entry.metadata().entryType()) {
                case "doc_create", "doc_change", "doc_delete", "doc_undelete" ->
                    replay.put(entry.id(), entry.metadata());
                case "doc_snapshot" -> snapshots.add(entry.metadata());
                default -> {}
            }
        }
    }

    MaterializationPlan plan() {
        if (replay.isEmpty()) {
            EntryMetadata newest = null;
            for (EntryMetadata snapshot : snapshots) {
                newest = newest == null || snapshot.createdAt() > newest.createdAt() ? snapshot : newest;
            }
            return result(Optional.ofNullable(newest), List.of(), 0, 0);
        }
        Set<String> reachable = closure(heads());
        EntryMetadata best = null;
        int bestCount = -1;
        for (EntryMetadata snapshot : snapshots) {
            Set<String> covered = covered(snapshot);
            covered.retainAll(reachable);
            if (covered.size() > bestCount
                    || (covered.size() == bestCount && snapshot.createdAt() > best.createdAt())) {
                best = snapshot;
                bestCount = covered.size();
            }
        }
        Set<String> open = new TreeSet<>(reachable);
        if (best != null) {
            open.removeAll(covered(best));
        }
        int count = open.size();
        List<String> ordered = new ArrayList<>();
        while (!open.isEmpty()) {
            String next = open.stream()
                    .filter(id -> replay.get(id).dependencyIds().stream().noneMatch(open::contains))
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            ordered.add(next);
        }
        return result(Optional.ofNullable(best), ordered, Math.max(0, bestCount), count);
    }

    boolean isDeleted() {
        List<EntryMetadata> terminals = closure(heads()).stream()
                .map(replay::get)
                .filter(entry -> !entry.entryType().equals("doc_change"))
                .toList();
        return terminals.stream()
                .filter(candidate -> terminals.stream()
                        .noneMatch(other -> !other.id().equals(candidate.id())
                                && closure(List.of(other.id())).contains(candidate.id())))
                .max(Comparator.comparingLong(EntryMetadata::createdAt).thenComparing(EntryMetadata::id))
                .map(entry -> entry.entryType().equals("doc_delete"))
                .orElse(false);
    }

    private MaterializationPlan result(Optional<EntryMetadata> best, List<String> apply, int covered, int uncovered) {
        return new MaterializationPlan(
                "d",
                best.map(EntryMetadata::id),
                apply,
                new MaterializationPlan.Diagnostics(heads(), covered, uncovered));
    }

    private List<String> heads() {
        return replay.keySet().stream()
                .filter(id -> replay.values().stream()
                        .noneMatch(entry -> entry.dependencyIds().contains(id)))
                .toList();
    }

    private Set<String> covered(EntryMetadata snapshot) {
        List<String> heads = snapshot.snapshotHeadEntryIds().orElse(List.of());
        return closure(heads.isEmpty() ? snapshot.dependencyIds() : heads);
    }

    private Set<String> closure(List<String> roots) {
        Set<String> closure = new HashSet<>();
        for (String id : roots) {
            if (replay.containsKey(id)) {
                closure.add(id);
                closure.addAll(closure(replay.get(id).dependencyIds()));
            }
        }
        return closure;
    }
}

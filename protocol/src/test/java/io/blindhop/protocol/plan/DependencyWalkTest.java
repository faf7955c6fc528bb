package io.blindhop.protocol.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyWalkTest {
    @Test
    void randomGraphsAreWalkedAsTheReferenceWalksThem() {
        long seed = new Random().nextLong();
        System.out.println("DependencyWalkTest: seeds from " + seed);
        for (int i = 0; i < 3_000; i++) {
            Random random = new Random(seed + i);
            Map<String, StoredEntry> store = new HashMap<>();
            Entries.randomDocument(random).forEach(entry -> store.put(entry.id(), entry));
            String start = store.keySet().stream().findAny().orElse("missing");
            DependencyWalk walk = new DependencyWalk(
                    random.nextBoolean() ? Optional.of("doc_snapshot") : Optional.of("doc_delete"),
                    random.nextBoolean() ? OptionalLong.of(random.nextInt(4)) : OptionalLong.empty(),
                    random.nextBoolean());
            assertThat(walk.from(start, ids -> only(store, ids)))
                    .as("seed %d", seed + i)
                    .isEqualTo(naive(walk, start, store));
        }
    }

    @Test
    void theWalkIsBounded() {
        assertThatThrownBy(() -> DependencyWalk.unrestricted().from("e0", ids -> {
                    String id = ids.iterator().next();
                    int number = Integer.parseInt(id.substring(1));
                    return Map.of(id, Entries.entry("doc_change", id, List.of("e" + (number + 1)), 1));
                }))
                .isInstanceOf(WalkTooLongException.class)
                .hasMessageContaining("limit of 100000");
    }

    private static Map<String, StoredEntry> only(Map<String, StoredEntry> store, Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>(store);
        found.keySet().retainAll(ids);
        return found;
    }

    private record Step(String id, int depth) {}

    private static List<String> naive(DependencyWalk walk, String start, Map<String, StoredEntry> store) {
        List<String> result = new ArrayList<>();
        Set<String> visited = new HashSet<>();
        Queue<Step> queue = new ArrayDeque<>(List.of(new Step(start, 0)));
        while (!queue.isEmpty()) {
            Step step = queue.remove();
            StoredEntry entry = store.get(step.id);
            if (!visited.add(step.id) || step.depth > walk.maxDepth().orElse(1000) || entry == null) {
                continue;
            }
            if (!step.id.equals(start) || walk.includeStart()) {
                result.add(step.id);
            }
            if (step.id.equals(start)
                    || !entry.metadata()
                            .entryType()
                            .equals(walk.stopAtEntryType().orElseThrow())) {
                entry.metadata().dependencyIds().forEach(id -> queue.add(new Step(id, step.depth + 1)));
            }
        }
        return result.reversed();
    }
}

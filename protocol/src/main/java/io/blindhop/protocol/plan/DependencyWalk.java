package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Everything that an entry builds on, breadth first (protocol 5.9). One look-up per distance from the start, of all ids at
 * that distance.
 *
 * @param stopAtEntryType an entry of this type, other than the start, is included but not followed
 * @param maxDepth how many steps to go at most; 0 is the start alone
 * @param includeStart whether the start itself is part of the answer
 */
public record DependencyWalk(Optional<String> stopAtEntryType, OptionalLong maxDepth, boolean includeStart) {
    /** Ids that one walk looks up. */
    public static final int MAX_ENTRIES = 100_000;

    public DependencyWalk {
        Objects.requireNonNull(stopAtEntryType, "stopAtEntryType");
        Objects.requireNonNull(maxDepth, "maxDepth");
    }

    /** As far as it goes, with the start. */
    public static DependencyWalk unrestricted() {
        return new DependencyWalk(Optional.empty(), OptionalLong.empty(), true);
    }

    /**
     * The ids that were found, farthest first. Ids that the look-up does not know are skipped.
     *
     * @param lookUp metadata of those of the given ids that are stored, by id
     * @throws WalkTooLongException after {@value #MAX_ENTRIES} ids; ask again with a depth or a type to stop at
     */
    public List<String> from(String startId, Function<Collection<String>, Map<String, StoredEntry>> lookUp) {
        List<String> found = new ArrayList<>();
        Set<String> visited = new HashSet<>(Set.of(startId));
        Set<String> level = Set.of(startId);
        for (long depth = 0; !level.isEmpty() && depth <= maxDepth.orElse(Long.MAX_VALUE); depth++) {
            Map<String, StoredEntry> known = lookUp.apply(Collections.unmodifiableSet(level));
            Set<String> next = new LinkedHashSet<>();
            for (String id : level) {
                StoredEntry entry = known.get(id);
                if (entry == null) {
                    continue;
                }
                boolean isStart = id.equals(startId);
                if (!isStart || includeStart) {
                    found.add(id);
                }
                if (isStart || !stopsAt(entry)) {
                    entry.metadata().dependencyIds().stream()
                            .filter(visited::add)
                            .forEach(next::add);
                }
            }
            if (visited.size() > MAX_ENTRIES) {
                throw new WalkTooLongException("Entry " + startId + " builds on more than the limit of " + MAX_ENTRIES
                        + " entries: give maxDepth or stopAtEntryType");
            }
            level = next;
        }
        return List.copyOf(found.reversed());
    }

    /** The same with the start in the answer. */
    public DependencyWalk withStart() {
        return new DependencyWalk(stopAtEntryType, maxDepth, true);
    }

    /**
     * {@link #from} where everything that it can come to is known: one look-up however far it goes.
     *
     * @param superset ids, all that the walk can find among them
     */
    public List<String> within(
            Collection<String> superset,
            String startId,
            Function<Collection<String>, Map<String, StoredEntry>> lookUp) {
        Map<String, StoredEntry> known = lookUp.apply(superset);
        return from(startId, ids -> known);
    }

    private boolean stopsAt(StoredEntry entry) {
        return stopAtEntryType.filter(entry.metadata().entryType()::equals).isPresent();
    }
}

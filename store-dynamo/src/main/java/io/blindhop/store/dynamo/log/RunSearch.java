package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.Run;
import io.blindhop.store.dynamo.index.RunItem;
import io.blindhop.store.dynamo.log.Blocks.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads the entries that the runs of a manifest name.
 *
 * <p>Many ids are looked up in rounds, each of more ids than the one before, because what is asked for together was mostly
 * pushed together: one look-up leads to a commit that holds the others too. The largest run comes first, in which most entries
 * are, so that a process that has none of them in memory reads one.
 */
final class RunSearch {
    private static final int GROWTH = 8;

    /** A commit of more blocks is not read whole for the few ids that were looked up. */
    private static final int MOST_BLOCKS = 40;

    private final StoreRows rows;
    private final Manifest manifest;

    RunSearch(StoreRows rows, Manifest manifest) {
        this.rows = rows;
        this.manifest = manifest;
    }

    /** @param mostlyNew whether it pays to ask the filters first */
    Map<String, Indexed> find(Collection<String> ids, boolean mostlyNew) {
        Map<String, EntryHash> missing = new LinkedHashMap<>();
        ids.forEach(id -> missing.put(id, EntryHash.of(id)));
        if (mostlyNew) {
            missing.values().retainAll(rows.runs().possible(manifest, Set.copyOf(missing.values())));
        }
        Map<String, Indexed> found = new HashMap<>();
        boolean together = true;
        for (int probes = 1; !missing.isEmpty(); probes *= GROWTH) {
            List<String> some = missing.keySet().stream().limit(probes).toList();
            int before = missing.size();
            boolean whole = together && before > some.size();
            Set<String> left = new LinkedHashSet<>(some);
            for (Iterator<Run> runs = manifest.runs().iterator(); runs.hasNext() && !left.isEmpty(); ) {
                List<EntryHash> hashes = left.stream().map(missing::get).toList();
                for (Indexed entry :
                        at(rows.runs().find(runs.next(), hashes), whole, record -> missing.containsKey(record.id()))) {
                    missing.remove(entry.record().id());
                    left.remove(entry.record().id());
                    found.put(entry.record().id(), entry);
                }
            }
            together = before - missing.size() > 2 * some.size();
            some.forEach(missing::remove);
        }
        return found;
    }

    /** The wanted entries of documents with this hash. */
    List<Indexed> document(long hash, Predicate<EntryRecord> wanted) {
        return at(rows.runs().ofDocument(manifest, hash), false, wanted);
    }

    /** What is wanted of the blocks in which the items are, or of all blocks of their commits. */
    private List<Indexed> at(List<RunItem> items, boolean whole, Predicate<EntryRecord> wanted) {
        Map<Long, Set<Long>> orders = new TreeMap<>();
        items.forEach(item ->
                orders.computeIfAbsent(item.first(), first -> new TreeSet<>()).add(item.order()));
        List<Part> parts = new ArrayList<>();
        for (Commit commit : rows.log().allAt(orders.keySet())) {
            Set<Integer> numbers = new TreeSet<>();
            orders.get(commit.first()).forEach(order -> numbers.add(commit.blockOf(order)));
            boolean all = whole && commit.blocks().count() <= MOST_BLOCKS;
            parts.add(all ? Part.whole(commit) : new Part(commit, numbers));
        }
        return rows.blocks().readParts(parts, wanted);
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Blocks.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks into commits that are in no run, and reads only what their hashes say that something is in. */
final class WindowSearch {
    private final StoreRows rows;
    private final List<WindowCommit> commits;
    private final Map<Long, Commit> read;

    /** @param read rows of some of the commits, by first order */
    WindowSearch(StoreRows rows, List<WindowCommit> commits, Map<Long, Commit> read) {
        this.rows = rows;
        this.commits = commits;
        this.read = read;
    }

    static WindowSearch in(StoreRows rows, List<Commit> commits) {
        return new WindowSearch(
                rows,
                commits.stream().map(WindowCommit::of).toList(),
                commits.stream().collect(Collectors.toMap(Commit::first, commit -> commit)));
    }

    /**
     * The wanted entries.
     *
     * @param mayBe of every hash of a wanted entry
     */
    List<Indexed> find(Predicate<EntryHash> mayBe, Predicate<EntryRecord> wanted) {
        Map<Long, Set<Integer>> positions = new TreeMap<>();
        Set<Long> unhashed = new TreeSet<>();
        for (WindowCommit commit : commits) {
            if (commit.hashes().isEmpty()) {
                // A control commit has none because it has no entry.
                if (commit.entries() > 0) {
                    unhashed.add(commit.first());
                }
                continue;
            }
            EntryHashes.decode(commit.hashes().get(), commit.positions()).forEach((hash, position) -> {
                if (mayBe.test(hash)) {
                    positions
                            .computeIfAbsent(commit.first(), first -> new TreeSet<>())
                            .add(position);
                }
            });
        }
        List<Commit> known = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Commit commit : rowsOf(positions.keySet(), unhashed)) {
            if (unhashed.contains(commit.first())) {
                known.add(commit);
            } else {
                Set<Integer> numbers = new TreeSet<>();
                positions
                        .get(commit.first())
                        .forEach(position -> numbers.add(commit.blockOf(commit.first() + position)));
                parts.add(new Part(commit, numbers));
            }
        }
        List<Indexed> found = new ArrayList<>(rows.blocks().readParts(parts, wanted));
        for (List<Indexed> records : rows.blocks().read(known)) {
            records.stream().filter(entry -> wanted.test(entry.record())).forEach(found::add);
        }
        return found;
    }

    private List<Commit> rowsOf(Set<Long> some, Set<Long> others) {
        List<Commit> found = new ArrayList<>();
        List<Long> unread = new ArrayList<>();
        Stream.concat(some.stream(), others.stream()).sorted().forEach(first -> {
            Commit row = read.get(first);
            if (row == null) {
                unread.add(first);
            } else {
                found.add(row);
            }
        });
        found.addAll(rows.log().allAt(unread));
        return found;
    }
}

package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Blocks.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Looks into commits that are in no run, and reads only blocks of which their rows say that something is in them. */
final class WindowSearch {
    private final Blocks blocks;
    private final List<Commit> commits;

    WindowSearch(Blocks blocks, List<Commit> commits) {
        this.blocks = blocks;
        this.commits = commits;
    }

    /**
     * The wanted entries.
     *
     * @param mayBe of every hash of a wanted entry
     */
    List<Indexed> find(Predicate<EntryHash> mayBe, Predicate<EntryRecord> wanted) {
        List<Part> parts = new ArrayList<>();
        List<Commit> unhashed = new ArrayList<>();
        for (Commit commit : commits) {
            if (commit.hashes().isEmpty()) {
                unhashed.add(commit);
                continue;
            }
            Set<Integer> numbers = new TreeSet<>();
            EntryHashes.decode(commit.hashes().get(), commit.positions()).forEach((hash, position) -> {
                if (mayBe.test(hash)) {
                    numbers.add(commit.blockOf(commit.first() + position));
                }
            });
            if (!numbers.isEmpty()) {
                parts.add(new Part(commit, numbers));
            }
        }
        List<Indexed> found = new ArrayList<>(blocks.readParts(parts, wanted));
        for (List<Indexed> records : blocks.read(unhashed)) {
            records.stream().filter(entry -> wanted.test(entry.record())).forEach(found::add);
        }
        return found;
    }
}

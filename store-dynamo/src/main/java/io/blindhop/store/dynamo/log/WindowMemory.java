package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.ProcessCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of one store's log as this process has seen it, so that whoever asks again reads only what has come since. */
final class WindowMemory {
    private final CommitLog log;
    private final ProcessCache cache;
    private final String name;

    /** @param name under which nothing else is kept */
    WindowMemory(CommitLog log, ProcessCache cache, String name) {
        this.log = log;
        this.cache = cache;
        this.name = name;
    }

    /**
     * Some commits side by side.
     *
     * @param read the rows of those that had to be read
     */
    record Window(List<WindowCommit> commits, Map<Long, Commit> read) {}

    /** Every commit with orders in {@code (order, tail.last()]}, where {@code order} is the last one of a commit. */
    Window above(long order, Commit tail) {
        List<WindowCommit> known = known();
        List<WindowCommit> commits = new ArrayList<>();
        for (WindowCommit commit : known) {
            if (commit.first() > order && commit.last() <= tail.last()) {
                commits.add(commit);
            }
        }
        if (!commits.isEmpty() && commits.getFirst().first() != order + 1) {
            commits.clear();
        }
        Map<Long, Commit> read = new HashMap<>();
        for (Commit commit : since(commits.isEmpty() ? order : commits.getLast().last(), tail)) {
            commits.add(WindowCommit.of(commit));
            read.put(commit.first(), commit);
        }
        if (known.isEmpty() || known.getLast().last() <= tail.last()) {
            cache.keep(
                    name,
                    new Kept(commits),
                    commits.stream().mapToLong(WindowCommit::size).sum());
        }
        return new Window(commits, read);
    }

    private record Kept(List<WindowCommit> commits) {}

    private List<WindowCommit> known() {
        return cache.find(name, Kept.class).map(Kept::commits).orElse(List.of());
    }

    private List<Commit> since(long order, Commit tail) {
        if (order >= tail.last()) {
            return List.of();
        }
        return order + 1 == tail.first() ? List.of(tail) : log.between(order, tail.last());
    }
}

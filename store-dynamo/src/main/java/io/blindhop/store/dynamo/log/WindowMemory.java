package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.ProcessCache;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
     * @param read rows that had to be read: of the newest commits, and of those that have no hashes; others hold too much for
     *     what few of them will be looked for
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
        Deque<Long> hashed = new ArrayDeque<>();
        since(commits.isEmpty() ? order : commits.getLast().last(), tail, commit -> {
            commits.add(WindowCommit.of(commit));
            read.put(commit.first(), commit);
            if (commit.hashes().isPresent()) {
                hashed.add(commit.first());
            }
            if (hashed.size() > LogLimits.COMMITS_AT_ONCE) {
                read.remove(hashed.remove());
            }
        });
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

    private void since(long order, Commit tail, Consumer<Commit> each) {
        if (order + 1 == tail.first()) {
            each.accept(tail);
        } else {
            log.scan(order, tail.last(), commit -> {
                each.accept(commit);
                return true;
            });
        }
    }
}

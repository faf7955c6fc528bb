package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.index.RunItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What commits become in a run. Rows hold metadata and payloads of small puts, too, so that no more of them are in memory than
 * one read of the log has, however many commits there are.
 */
final class RunItems {
    private static final int UNHASHED_AT_ONCE = 8;

    private final Blocks blocks;
    private final List<RunItem> items = new ArrayList<>();
    private final List<Commit> unhashed = new ArrayList<>();
    private long entries;
    private long upTo;

    private RunItems(Blocks blocks, long after) {
        this.blocks = blocks;
        this.upTo = after;
    }

    /**
     * @param items sorted
     * @param upTo last order of the last of the commits
     */
    record Gathered(List<RunItem> items, long upTo) {}

    /**
     * Of all commits with orders in {@code (after, upTo]}, where both are last orders of commits, or of the first of them.
     *
     * @param most with so many entries or more it ends
     */
    static Gathered gather(CommitLog log, Blocks blocks, long after, long upTo, long most) {
        RunItems gathered = new RunItems(blocks, after);
        log.scan(after, upTo, commit -> {
            gathered.add(commit);
            return gathered.entries < most;
        });
        gathered.readUnhashed();
        Collections.sort(gathered.items);
        return new Gathered(gathered.items, gathered.upTo);
    }

    private void add(Commit commit) {
        if (commit.hashes().isPresent()) {
            EntryHashes.decode(commit.hashes().get(), commit.positions())
                    .forEach((hash, position) ->
                            items.add(new RunItem(hash, commit.first() + position, commit.first())));
        } else {
            unhashed.add(commit);
            if (unhashed.size() == UNHASHED_AT_ONCE) {
                readUnhashed();
            }
        }
        entries += Math.max(1, commit.entries());
        upTo = commit.last();
    }

    private void readUnhashed() {
        List<List<Indexed>> records = blocks.read(unhashed);
        for (int i = 0; i < unhashed.size(); i++) {
            long first = unhashed.get(i).first();
            for (Indexed entry : records.get(i)) {
                EntryHashes.forEach(
                        entry.record(),
                        0,
                        (hash, position) -> items.add(new RunItem(hash, entry.receiptOrder(), first)));
            }
        }
        unhashed.clear();
    }
}

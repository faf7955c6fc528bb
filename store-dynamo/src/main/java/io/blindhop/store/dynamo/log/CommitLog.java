package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The log of one store: contiguous orders, each won by one conditional put of a commit at exactly {@code tail + 1}. That
 * put is the whole transaction; there is no counter and no lease.
 *
 * <p>Guarantees: an order belongs to at most one commit; a commit is visible only when everything before it is; a reader
 * that meets a gap inside one answer reads again, because a query is not a snapshot, and a gap that stays is corruption.
 */
public final class CommitLog {
    private final Table table;
    private final StoreId store;
    private final Supplier<PutId> putIds;

    public CommitLog(Table table, StoreId store, Supplier<PutId> putIds) {
        this.table = table;
        this.store = store;
        this.putIds = putIds;
    }

    /** The newest commit, read consistently: one read unit. Creates the genesis commit of a store that has none. */
    public Commit tail() {
        return newestAtOrBelow(Long.MAX_VALUE).orElseGet(this::begin);
    }

    /** The newest commit without creating one: empty for a store that nobody has used. */
    public Optional<Commit> existingTail() {
        return newestAtOrBelow(Long.MAX_VALUE);
    }

    private Commit begin() {
        // First of all: what is on no list is not found when the tenant is deleted.
        new IncarnationPartitions(table, store.incarnation()).note(List.of(partition()));
        PutId putId = putIds.get();
        try {
            table.put(Commit.genesis(putId.hex(), putId).toItem(store), Condition.ABSENT);
        } catch (ConditionFailedException somebodyElseDid) {
            // Whoever began the store fixed its epoch; it is read below like any other commit.
        }
        return newestAtOrBelow(Long.MAX_VALUE)
                .orElseThrow(() -> new CorruptStoreException("the genesis commit of " + store + " vanished"));
    }

    private Optional<Commit> newestAtOrBelow(long order) {
        String to = order == Long.MAX_VALUE ? Commit.LAST_KEY : Commit.sortKey(order);
        List<Item> newest = table.query(new Query(partition(), Commit.FIRST_KEY, to, false, 1, Consistency.STRONG));
        return newest.stream().findFirst().map(Commit::fromItem);
    }

    /** The commit that owns {@code order}; empty if the log does not reach that far. */
    public Optional<Commit> holding(long order) {
        return newestAtOrBelow(order).filter(commit -> commit.last() >= order);
    }

    /** Up to {@code limit} commits that begin after {@code order}, which is the last one of some commit. */
    public List<Commit> after(long order, int limit) {
        List<Commit> commits = readAfter(order, limit);
        if (hasGap(order, commits)) {
            commits = readAfter(order, limit);
            if (hasGap(order, commits)) {
                throw new CorruptStoreException("the log of " + store + " has a gap after order " + order);
            }
        }
        return commits;
    }

    /** All commits with orders in {@code (after, upTo]}, where both are last orders of commits. */
    public List<Commit> between(long after, long upTo) {
        List<Commit> commits = new ArrayList<>();
        scan(after, upTo, commits::add);
        return commits;
    }

    /**
     * The same one after the other, of which no more are in memory than one read has.
     *
     * @param wantsMore is given each commit and says whether to go on
     */
    void scan(long after, long upTo, Predicate<Commit> wantsMore) {
        long order = after;
        while (order < upTo) {
            List<Commit> more = after(order, LogLimits.COMMITS_AT_ONCE);
            if (more.isEmpty()) {
                throw new CorruptStoreException("the log of " + store + " ends at " + order + ", before " + upTo);
            }
            for (Commit commit : more) {
                if (commit.first() > upTo || !wantsMore.test(commit)) {
                    return;
                }
            }
            order = more.getLast().last();
        }
    }

    private List<Commit> readAfter(long order, int limit) {
        return table
                .query(new Query(
                        partition(), Commit.sortKey(order + 1), Commit.LAST_KEY, true, limit, Consistency.STRONG))
                .stream()
                .map(Commit::fromItem)
                .toList();
    }

    private static boolean hasGap(long order, List<Commit> commits) {
        long expected = order + 1;
        for (Commit commit : commits) {
            if (commit.first() != expected) {
                return true;
            }
            expected = commit.last() + 1;
        }
        return false;
    }

    /**
     * Tries to win the commit's orders.
     *
     * @return empty if it did, otherwise the commit that holds them: perhaps the caller's own, whose answer was lost on
     *     the way
     */
    public Optional<Commit> append(Commit commit) {
        try {
            table.put(commit.toItem(store), Condition.ABSENT);
            return Optional.empty();
        } catch (ConditionFailedException lost) {
            return Optional.of(lost.current()
                    .map(Commit::fromItem)
                    .or(() -> at(commit.first()))
                    .orElseThrow(() -> new CorruptStoreException("a commit of " + store + " vanished")));
        }
    }

    /** The commit that begins at {@code first}, read consistently. */
    public Optional<Commit> at(long first) {
        return table.get(Commit.key(store, first), Consistency.STRONG).map(Commit::fromItem);
    }

    /**
     * The commits that begin at these orders. Stale reads of those that are found: what a commit refers to is there for a
     * while after it was changed.
     */
    List<Commit> allAt(Collection<Long> firsts) {
        List<Key> keys = firsts.stream().map(first -> Commit.key(store, first)).toList();
        Map<Key, Item> rows = new HashMap<>(table.getAll(keys, Consistency.EVENTUAL));
        List<Key> unseen = keys.stream().filter(key -> !rows.containsKey(key)).toList();
        if (!unseen.isEmpty()) {
            rows.putAll(table.getAll(unseen, Consistency.STRONG));
        }
        if (rows.size() < keys.size()) {
            throw new CorruptStoreException("the index of " + store + " names commits that are not in its log");
        }
        return keys.stream().map(rows::get).map(Commit::fromItem).toList();
    }

    /**
     * Lets a commit refer to other blocks, and hold another one if it holds one, if nobody has changed it since {@code commit} was read.
     *
     * @return whether it did
     */
    boolean replaceBlocks(Commit commit, Commit.BlockRefs blocks, int entries) {
        Map<String, Value> set = new HashMap<>(Map.of(
                Commit.ATTEMPT, new Value.Whole(blocks.attempt()),
                Commit.BLOCKS, new Value.Whole(blocks.count()),
                Commit.BLOCK_ENTRIES, new Value.Whole(blocks.entries()),
                Commit.ENTRIES, new Value.Whole(entries),
                Commit.REVISION, new Value.Whole(commit.revision() + 1)));
        blocks.inline().ifPresent(block -> set.put(Commit.INLINE, new Value.Binary(block)));
        return revise(commit, set);
    }

    /** Makes every change fail that somebody has prepared and not yet made. */
    boolean invalidateChanges(Commit commit) {
        return revise(commit, Map.of(Commit.REVISION, new Value.Whole(commit.revision() + 1)));
    }

    private boolean revise(Commit commit, Map<String, Value> set) {
        try {
            Value revision = new Value.Whole(commit.revision());
            table.update(Commit.key(store, commit.first()), set, new Condition.Equal(Commit.REVISION, revision));
            return true;
        } catch (ConditionFailedException changedMeanwhile) {
            return false;
        }
    }

    private String partition() {
        return Commit.partition(store);
    }
}

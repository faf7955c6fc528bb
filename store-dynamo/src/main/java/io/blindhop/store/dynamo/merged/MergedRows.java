package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.EntryListCodec;
import io.blindhop.store.dynamo.codec.Spill;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one merged log: commits, each won by one conditional put at exactly {@code tail + 1}, and the mark.
 *
 * <p>Guarantee on which everything else stands: a commit is written by nobody who has not seen the mark right in front of it. So
 * at most one commit lies above the mark, and whoever reads the mark and then that one commit has seen the tail.
 *
 * <p>A crash leaves nothing behind that is of no use, but for an entry whose metadata alone is too large for a row: the object that
 * was written for it stays as long as the tenant does.
 */
final class MergedRows {
    private final Table table;
    private final StoreId store;
    private final LogContext context;
    private final MergedKeys keys;
    private final Spill spill;
    private final MergedIndex index;

    MergedRows(LogContext context, StoreId store) {
        this.table = context.table();
        this.store = store;
        this.context = context;
        this.keys = new MergedKeys(store);
        this.spill = new Spill(context.blobs(), store);
        this.index = new MergedIndex(table, keys, spill);
    }

    MergedKeys keys() {
        return keys;
    }

    MergedIndex index() {
        return index;
    }

    /** Empty for a log that nobody has begun. */
    Optional<Settled> settled() {
        return table.get(keys.mark(), Consistency.STRONG)
                .map(row -> new Settled(row.requireText("e"), row.requireWhole("u"), row.requireWhole("te")));
    }

    /** The mark of a log, which is begun if need be. */
    Settled begun() {
        return settled().orElseGet(() -> {
            // First of all: what is on no list is not found when the tenant is deleted.
            new IncarnationPartitions(table, store.incarnation()).note(keys.partitions());
            String epoch = PutId.create(context.clock(), context.random()).hex();
            try {
                table.put(
                        Item.of(keys.mark())
                                .text("e", epoch)
                                .whole("u", 0)
                                .whole("te", 0)
                                .build(),
                        Condition.ABSENT);
            } catch (ConditionFailedException somebodyElseDid) {
                // Whoever began the log fixed its epoch; it is read below.
            }
            return settled().orElseThrow(() -> new CorruptStoreException("the mark of " + store + " vanished"));
        });
    }

    Optional<MergedCommit> at(long first) {
        return table.get(keys.commit(first), Consistency.STRONG).map(this::decode);
    }

    /** The commit that owns {@code order}; empty if the log does not reach that far. */
    Optional<MergedCommit> holding(long order) {
        return table.query(keys.newestAtOrBelow(order)).stream()
                .findFirst()
                .map(this::decode)
                .filter(commit -> commit.last() >= order);
    }

    /** Up to {@code limit} commits that begin after {@code order}, which is the last one of some commit. */
    List<MergedCommit> after(long order, int limit) {
        Query query = keys.after(order, limit);
        List<MergedCommit> commits = decoded(query);
        if (hasGap(order, commits)) {
            // A query is not a snapshot: it may see a commit and not the one before it.
            commits = decoded(query);
            if (hasGap(order, commits)) {
                throw new CorruptStoreException("the merged log of " + store + " has a gap after order " + order);
            }
        }
        return commits;
    }

    private List<MergedCommit> decoded(Query query) {
        return table.query(query).stream().map(this::decode).toList();
    }

    private static boolean hasGap(long order, List<MergedCommit> commits) {
        long expected = order + 1;
        for (MergedCommit commit : commits) {
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
     * @return empty if it did, even if the answer to that was lost on the way; otherwise the commit that holds them
     */
    Optional<MergedCommit> append(MergedCommit commit) {
        try {
            table.put(encode(commit), Condition.ABSENT);
            return Optional.empty();
        } catch (ConditionFailedException lost) {
            MergedCommit there = lost.current()
                    .map(this::decode)
                    .or(() -> at(commit.first()))
                    .orElseThrow(() -> new CorruptStoreException("a merged commit of " + store + " vanished"));
            return there.put().equals(commit.put()) ? Optional.empty() : Optional.of(there);
        }
    }

    /** Brings a commit that lies right above the mark into the index, and the mark behind it. */
    void settle(MergedCommit commit) {
        index.write(commit);
        try {
            table.update(
                    keys.mark(),
                    Map.of("u", new Value.Whole(commit.last()), "te", new Value.Whole(commit.totalEntries())),
                    new Condition.PresentAndLess("u", commit.last()));
        } catch (ConditionFailedException anotherDid) {
            removeWhatWasPurgedMeanwhile(commit);
        }
    }

    private void removeWhatWasPurgedMeanwhile(MergedCommit commit) {
        MergedCommit now = at(commit.first())
                .orElseThrow(() -> new CorruptStoreException("a merged commit of " + store + " vanished"));
        if (now.revision() > commit.revision()) {
            Set<String> left =
                    now.entries().stream().map(StoredEntry::id).collect(Collectors.toCollection(HashSet::new));
            index.remove(commit.entries().stream()
                    .filter(entry -> !left.contains(entry.id()))
                    .toList());
        }
    }

    /**
     * Lets a commit hold fewer entries, if nobody has changed it since it was read.
     *
     * @return whether it did
     */
    boolean replace(MergedCommit commit, List<StoredEntry> left) {
        MergedCommit changed = new MergedCommit(
                commit.put(),
                commit.source(),
                commit.first(),
                commit.last(),
                commit.totalEntries(),
                commit.at(),
                commit.revision() + 1,
                left);
        try {
            table.put(encode(changed), new Condition.Equal("rv", new Value.Whole(commit.revision())));
            return true;
        } catch (ConditionFailedException changedMeanwhile) {
            return false;
        }
    }

    /** How large the row of these entries is, apart from some hundred bytes. */
    static int size(List<StoredEntry> entries) {
        return EntryListCodec.encode(entries).length();
    }

    private Item encode(MergedCommit commit) {
        Item.Builder row = Item.of(keys.commit(commit.first()))
                .text("p", commit.put().hex())
                .text("s", commit.source())
                .whole("f", commit.first())
                .whole("l", commit.last())
                .whole("te", commit.totalEntries())
                .whole("t", commit.at())
                .whole("rv", commit.revision());
        Bytes entries = EntryListCodec.encode(commit.entries());
        spill.put(row, entries, commit.put(), LogLimits.BLOCK_ITEM_BYTES);
        return row.build();
    }

    private MergedCommit decode(Item row) {
        return new MergedCommit(
                new PutId(row.requireText("p")),
                row.requireText("s"),
                row.requireWhole("f"),
                row.requireWhole("l"),
                row.requireWhole("te"),
                row.requireWhole("t"),
                row.requireWhole("rv"),
                EntryListCodec.decode(spill.get(row)));
    }
}

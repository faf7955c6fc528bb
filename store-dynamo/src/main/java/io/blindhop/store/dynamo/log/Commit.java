package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.Optional;

/**
 * One row of the log: the orders {@code first} to {@code last} of a store belong to one put. The row that is written
 * first under a key wins the orders; it is never deleted or moved while the store exists.
 *
 * @param last a control commit uses up one order and holds no entry
 * @param entries how many entries lie at these orders: {@code last - first + 1} less those that were purged, or 0 in a
 *     control commit
 * @param receivedAt milliseconds, never less than that of the commit before
 * @param totalEntries that were ever committed to the store, this commit included and purged ones too
 * @param totalBytes of payload, likewise
 * @param indexedUpTo every order at or below it had index rows of its own when this row was last written
 * @param indexed whether the entries of this commit have index rows of their own, which none has that is written now
 * @param revision grows with every change of what the commit refers to, so that a stale change fails
 * @param hashes by which its entries are found as long as they are in no run, see {@link EntryHashes}; what is purged stays
 *     among them
 */
public record Commit(
        String epoch,
        PutId putId,
        long first,
        long last,
        int entries,
        BlockRefs blocks,
        long receivedAt,
        long totalEntries,
        long totalBytes,
        long indexedUpTo,
        boolean indexed,
        long revision,
        Optional<Bytes> hashes) {
    static final String PREFIX = "C#";
    static final String FIRST_KEY = PREFIX + "0".repeat(19);
    static final String LAST_KEY = PREFIX + "9".repeat(19);
    static final String ENTRIES = "n";
    static final String ATTEMPT = "ba";
    static final String BLOCKS = "bc";
    static final String INDEXED_UP_TO = "im";
    static final String INDEXED = "ix";
    static final String REVISION = "rv";
    static final String BLOCK_ENTRIES = "be";
    static final String INLINE = "in";
    private static final String HASHES = "h";

    /** Of a block that was written when its size was not noted. */
    private static final int OLD_BLOCK_ENTRIES = 256;

    /**
     * Which blocks hold the entries, in order.
     *
     * @param attempt a writer that lost a race may have to write other blocks than it did before
     * @param entries positions in each of them but the last, which may have fewer
     * @param inline the only one of them, if it is in the commit's own row
     */
    public record BlockRefs(int attempt, int count, int entries, Optional<Bytes> inline) {
        static final BlockRefs NONE = new BlockRefs(0, 0, LogLimits.BLOCK_ENTRIES, Optional.empty());

        static BlockRefs inRow(int attempt, Bytes block) {
            return new BlockRefs(attempt, 1, LogLimits.BLOCK_ENTRIES, Optional.of(block));
        }
    }

    /** How many orders it owns. */
    int positions() {
        return Math.toIntExact(last - first + 1);
    }

    /** How many of its positions are in one of its blocks. */
    int positionsOf(int block) {
        return Math.min(blocks.entries(), positions() - block * blocks.entries());
    }

    /** Which of its blocks holds an order of the commit. */
    int blockOf(long order) {
        return Math.toIntExact((order - first) / blocks.entries());
    }

    /** The row before the first entry: it fixes the epoch of a store that nothing was put into yet. */
    static Commit genesis(String epoch, PutId putId) {
        return new Commit(epoch, putId, 0, 0, 0, BlockRefs.NONE, 0, 0, 0, 0, true, 0, Optional.empty());
    }

    static Key key(StoreId store, long first) {
        return new Key(partition(store), sortKey(first));
    }

    static String partition(StoreId store) {
        return "S#" + store.joined('#');
    }

    /** Nineteen digits, because text must sort as the numbers do. */
    static String sortKey(long first) {
        return PREFIX + String.format("%019d", first);
    }

    /** How many orders up to here were taken by {@linkplain ControlCommit control commits}, which hold no entry. */
    long controlCommits() {
        return last - totalEntries;
    }

    Item toItem(StoreId store) {
        Item.Builder item = Item.of(key(store, first))
                .text("e", epoch)
                .text("p", putId.hex())
                .whole("f", first)
                .whole("l", last)
                .whole(ENTRIES, entries)
                .whole(ATTEMPT, blocks.attempt())
                .whole(BLOCKS, blocks.count())
                .whole("r", receivedAt)
                .whole("te", totalEntries)
                .whole("tb", totalBytes)
                .whole(INDEXED_UP_TO, indexedUpTo)
                .whole(INDEXED, indexed ? 1 : 0)
                .whole(REVISION, revision)
                .whole(BLOCK_ENTRIES, blocks.entries());
        hashes.ifPresent(bytes -> item.binary(HASHES, bytes));
        blocks.inline().ifPresent(block -> item.binary(INLINE, block));
        return item.build();
    }

    /** Who rewrites blocks with a version that does not note their size leaves the size of those that were there before. */
    private static int blockEntries(Item item) {
        int noted = Math.toIntExact(item.whole(BLOCK_ENTRIES).orElse(OLD_BLOCK_ENTRIES));
        long positions = item.requireWhole("l") - item.requireWhole("f") + 1;
        long count = item.requireWhole(BLOCKS);
        return count == 0 || (positions + noted - 1) / noted == count ? noted : OLD_BLOCK_ENTRIES;
    }

    static Commit fromItem(Item item) {
        return new Commit(
                item.requireText("e"),
                new PutId(item.requireText("p")),
                item.requireWhole("f"),
                item.requireWhole("l"),
                Math.toIntExact(item.requireWhole(ENTRIES)),
                new BlockRefs(
                        Math.toIntExact(item.requireWhole(ATTEMPT)),
                        Math.toIntExact(item.requireWhole(BLOCKS)),
                        blockEntries(item),
                        item.binary(INLINE)),
                item.requireWhole("r"),
                item.requireWhole("te"),
                item.requireWhole("tb"),
                item.requireWhole(INDEXED_UP_TO),
                item.requireWhole(INDEXED) == 1,
                item.requireWhole(REVISION),
                item.binary(HASHES));
    }
}

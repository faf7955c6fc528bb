package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import io.blindhop.store.dynamo.log.Condemned.BlocksRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes what a commit refers to, and never the commit's place: new blocks first, then one conditional update of the row.
 * The old blocks stay for a while, for readers that still hold the old row; a block in the row itself is replaced with it.
 */
final class CommitRewrite {
    /** Attempts of puts are numbered from 0; those of rewrites are random above it, so that no two write the same name. */
    static final int FIRST_ATTEMPT = 1 << 16;

    private final LogContext context;
    private final StoreRows rows;

    CommitRewrite(LogContext context, StoreRows rows) {
        this.context = context;
        this.rows = rows;
    }

    /**
     * Replaces the records of a commit.
     *
     * @param change the record that shall stand at a position, itself if it stays, empty if it goes
     */
    void apply(long first, Function<Indexed, Optional<EntryRecord>> change) {
        while (true) {
            Commit commit = rows.log()
                    .at(first)
                    .orElseThrow(
                            () -> new CorruptStoreException("commit " + first + " of " + rows.store() + " is gone"));
            List<Optional<EntryRecord>> positions = new ArrayList<>();
            for (long order = commit.first(); order <= commit.last(); order++) {
                positions.add(Optional.empty());
            }
            int kept = 0;
            boolean same = true;
            for (Indexed entry : rows.blocks().read(List.of(commit)).getFirst()) {
                Optional<EntryRecord> now = change.apply(entry);
                positions.set(Math.toIntExact(entry.receiptOrder() - commit.first()), now);
                same &= now.equals(Optional.of(entry.record()));
                kept += now.isPresent() ? 1 : 0;
            }
            if (same || replace(commit, positions, kept)) {
                return;
            }
        }
    }

    private boolean replace(Commit commit, List<Optional<EntryRecord>> positions, int kept) {
        int attempt = context.random().nextInt(FIRST_ATTEMPT, Integer.MAX_VALUE);
        if (commit.blocks().inline().isPresent()) {
            return rows.log().replaceBlocks(commit, BlockRefs.inRow(attempt, BlockCodec.encode(positions)), kept);
        }
        long now = context.clock().millis();
        // Both, and before anything else: one of them will be of no use, whoever dies when.
        Condemned condemned = new Condemned(context.table(), rows.store());
        condemned.addBlocks(new BlocksRef(commit.first(), commit.putId(), attempt), now);
        condemned.addBlocks(
                new BlocksRef(commit.first(), commit.putId(), commit.blocks().attempt()), now);
        BlockRefs blocks = rows.blocks().write(commit.putId(), attempt, positions);
        return rows.log().replaceBlocks(commit, blocks, kept);
    }
}

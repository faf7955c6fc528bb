package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Generation;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.StoreId;
import java.util.Optional;

/**
 * What a row that was written to the table says about the log of a store.
 *
 * @param head the store has come at least as far as this; its epoch is as it is stored, see {@link #headIn}
 */
public record LogChange(StoreId store, StoreHead head) {
    /** Empty if the row is no commit with entries: an index row, a mark, the beginning of a store. */
    public static Optional<LogChange> of(Item row) {
        if (!row.key().sk().startsWith(Commit.PREFIX)) {
            return Optional.empty();
        }
        return StorePartitions.storeOf(row.key().pk()).flatMap(store -> {
            Commit commit = Commit.fromItem(row);
            return commit.entries() == 0
                    ? Optional.empty()
                    : Optional.of(new LogChange(store, new StoreHead(commit.epoch(), commit.last())));
        });
    }

    /** Of two changes of one store the one that tells more. Epochs have no order: the other one counts if they differ. */
    public LogChange orFurther(LogChange other) {
        boolean sameEpoch = head.epoch().equals(other.head.epoch());
        return sameEpoch && head.maxReceiptOrder() > other.head.maxReceiptOrder() ? this : other;
    }

    /** The head as clients of a generation are shown it. */
    public StoreHead headIn(Generation generation) {
        return new StoreHead(generation.epoch(head.epoch()), head.maxReceiptOrder());
    }
}

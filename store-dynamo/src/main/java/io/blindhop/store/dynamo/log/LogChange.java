package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.StoreId;
import java.util.Optional;

/**
 * What a row that was written to the table says about the log of a store.
 *
 * @param head the store has come at least as far as this; its epoch is as it is stored, what clients are shown of it is for
 *     {@link io.blindhop.protocol.Generation#epoch} to say
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
}

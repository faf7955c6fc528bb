package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * What sweeps have done to one store so far. Written after the work, so that a sweep that dies is not counted; two sweeps
 * at the same moment may be counted as one.
 */
final class SweepFigures {
    private final Table table;
    private final Key key;

    SweepFigures(Table table, StoreId store) {
        this.table = table;
        this.key = new Key(Commit.partition(store), "M#sweeps");
    }

    /** Counts a sweep that deleted objects or overwrote parts of them. */
    void add(long files, long bytes, long startedAt, long endedAt) {
        CompactionStatus before = read();
        table.putAll(List.of(Item.of(key)
                .whole("n", before.totalCompactions() + 1)
                .whole("f", before.totalCompactedFiles() + files)
                .whole("b", before.totalCompactedBytes() + bytes)
                .whole("d", before.totalCompactionDurationMs() + endedAt - startedAt)
                .whole("la", endedAt)
                .whole("lf", files)
                .whole("lb", bytes)
                .whole("ld", endedAt - startedAt)
                .build()));
    }

    CompactionStatus read() {
        Item row = table.get(key, Consistency.EVENTUAL)
                .orElseGet(() -> Item.of(key).build());
        return new CompactionStatus(
                true,
                1,
                PayloadWriter.PACK_UP_TO,
                row.whole("n").orElse(0),
                row.whole("f").orElse(0),
                row.whole("b").orElse(0),
                row.whole("d").orElse(0),
                row.whole("la").isPresent() ? row.whole("la") : OptionalLong.empty(),
                row.whole("lf").orElse(0),
                row.whole("lb").orElse(0),
                row.whole("ld").orElse(0));
    }
}

package io.blindhop.store.dynamo.replica;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The marks of one tenant. A mark that is too early costs requests and no entry, so the last writer wins.
 *
 * <p>A mark is for one other node and ends with its URL: under another one everything is pulled again.
 */
public final class PullMarks {
    private final Table table;
    private final String incarnation;

    public PullMarks(Table table, String incarnation) {
        this.table = table;
        this.incarnation = incarnation;
    }

    public Optional<PullMark> find(StoreId store, String remote) {
        return table.get(key(store, remote), Consistency.STRONG)
                .map(row -> new PullMark(
                        row.requireText("e"),
                        row.text("i").map(id -> new Cursor(row.requireWhole("o"), id)),
                        row.whole("t").stream().mapToObj(Instant::ofEpochMilli).findFirst()));
    }

    public void keep(StoreId store, String remote, PullMark mark) {
        new IncarnationPartitions(table, incarnation).note(List.of(partition()));
        Item.Builder row = Item.of(key(store, remote)).text("e", mark.epoch());
        mark.cursor().ifPresent(cursor -> row.text("i", cursor.id()).whole("o", cursor.receiptOrder()));
        mark.at().ifPresent(at -> row.whole("t", at.toEpochMilli()));
        table.putAll(List.of(row.build()));
    }

    private Key key(StoreId store, String remote) {
        return new Key(
                partition(), store.dbId() + "#" + store.kind().segment() + "#" + ContentHash.of(Bytes.utf8(remote)));
    }

    private String partition() {
        return "R#" + incarnation;
    }
}

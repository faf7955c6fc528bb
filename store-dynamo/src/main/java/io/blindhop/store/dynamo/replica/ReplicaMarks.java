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
 * The marks of one tenant in one direction. A mark that is too early costs requests and no entry, so the last writer wins.
 *
 * <p>A mark is for one other node and ends with its URL: under another one everything is looked at again.
 */
public final class ReplicaMarks {
    private final Table table;
    private final String incarnation;
    private final Direction direction;

    public ReplicaMarks(Table table, String incarnation, Direction direction) {
        this.table = table;
        this.incarnation = incarnation;
        this.direction = direction;
    }

    public Optional<ReplicaMark> find(StoreId store, String remote) {
        return table.get(key(store, remote), Consistency.STRONG)
                .map(row -> new ReplicaMark(
                        row.requireText("e"),
                        cursor(row, "i", "o"),
                        row.whole("t").stream().mapToObj(Instant::ofEpochMilli).findFirst(),
                        row.whole("rt").stream()
                                .mapToObj(since -> new ReplicaMark.RefusedEntries(
                                        cursor(row, "ri", "ro"), row.requireWhole("rd"), Instant.ofEpochMilli(since)))
                                .findFirst()));
    }

    private static Optional<Cursor> cursor(Item row, String id, String order) {
        return row.text(id).map(value -> new Cursor(row.requireWhole(order), value));
    }

    public void keep(StoreId store, String remote, ReplicaMark mark) {
        new IncarnationPartitions(table, incarnation).note(List.of(partition()));
        Item.Builder row = Item.of(key(store, remote)).text("e", mark.life());
        mark.cursor().ifPresent(cursor -> row.text("i", cursor.id()).whole("o", cursor.receiptOrder()));
        mark.at().ifPresent(at -> row.whole("t", at.toEpochMilli()));
        mark.refused().ifPresent(refused -> {
            refused.before().ifPresent(cursor -> row.text("ri", cursor.id()).whole("ro", cursor.receiptOrder()));
            row.whole("rd", refused.directory()).whole("rt", refused.since().toEpochMilli());
        });
        table.putAll(List.of(row.build()));
    }

    private Key key(StoreId store, String remote) {
        return new Key(
                partition(),
                direction.prefix() + store.dbId() + "#" + store.kind().segment() + "#"
                        + ContentHash.of(Bytes.utf8(remote)));
    }

    private String partition() {
        return "R#" + incarnation;
    }
}

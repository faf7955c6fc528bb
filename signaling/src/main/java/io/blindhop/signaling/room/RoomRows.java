package io.blindhop.signaling.room;

import io.blindhop.signaling.message.Peer;
import io.blindhop.signaling.message.Room;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A row for each peer in a room. The key of a room has the incarnation of the tenant in it. */
public final class RoomRows {
    private static final String CONNECTION = "c";
    private static final String DEVICE = "d";
    private static final String SESSION = "s";

    private final Table table;
    private final InstantSource clock;

    public RoomRows(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Everybody in the room; removes those whose time is over. */
    public List<Member> members(String incarnation, Room room) {
        List<Item> rows =
                table.query(Query.prefix(partition(incarnation, room), "", Integer.MAX_VALUE, Consistency.STRONG));
        table.deleteAll(rows.stream()
                .filter(row -> Expiry.isOver(row, clock.instant()))
                .map(Item::key)
                .toList());
        return rows.stream()
                .filter(row -> !Expiry.isOver(row, clock.instant()))
                .map(RoomRows::decode)
                .toList();
    }

    public Optional<Member> find(String incarnation, Room room, String peer) {
        return table.get(new Key(partition(incarnation, room), peer), Consistency.STRONG)
                .filter(row -> !Expiry.isOver(row, clock.instant()))
                .map(RoomRows::decode);
    }

    public void put(LiveConnection connection, Room room) {
        Peer peer = connection.asPeer();
        table.putAll(List.of(Item.of(new Key(partition(connection.incarnation(), room), peer.id()))
                .text(CONNECTION, connection.id())
                .text(DEVICE, peer.device())
                .text(SESSION, peer.session())
                .whole(Expiry.EXPIRES, connection.expiresAt().toEpochMilli())
                .whole(Table.TTL, Expiry.ttl(connection.expiresAt()))
                .build()));
    }

    public void remove(String incarnation, Room room, String peer) {
        table.deleteAll(List.of(new Key(partition(incarnation, room), peer)));
    }

    private static Member decode(Item row) {
        return new Member(
                row.requireText(CONNECTION),
                new Peer(row.key().sk(), row.requireText(DEVICE), row.requireText(SESSION)));
    }

    private static String partition(String incarnation, Room room) {
        return "WR#" + incarnation + "#" + room;
    }
}

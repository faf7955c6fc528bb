package io.blindhop.signaling.room;

import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.time.InstantSource;
import java.util.List;

/** A row for each subscription of a connection to the changes of a store. */
public final class SubscriptionRows {
    private final Table table;
    private final InstantSource clock;

    public SubscriptionRows(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Ids of the connections that want to know; removes those whose time is over. */
    public List<String> subscribers(String incarnation, Topic topic) {
        List<Item> rows =
                table.query(Query.prefix(partition(incarnation, topic), "", Integer.MAX_VALUE, Consistency.STRONG));
        table.deleteAll(rows.stream()
                .filter(row -> Expiry.isOver(row, clock.instant()))
                .map(Item::key)
                .toList());
        return rows.stream()
                .filter(row -> !Expiry.isOver(row, clock.instant()))
                .map(row -> row.key().sk())
                .toList();
    }

    public void put(LiveConnection connection, Topic topic) {
        table.putAll(List.of(Item.of(key(connection.incarnation(), topic, connection.id()))
                .whole(Expiry.EXPIRES, connection.expiresAt().toEpochMilli())
                .whole(Table.TTL, Expiry.ttl(connection.expiresAt()))
                .build()));
    }

    public void remove(String incarnation, Topic topic, String connectionId) {
        table.deleteAll(List.of(key(incarnation, topic, connectionId)));
    }

    private static Key key(String incarnation, Topic topic, String connectionId) {
        return new Key(partition(incarnation, topic), connectionId);
    }

    private static String partition(String incarnation, Topic topic) {
        return "WS#" + incarnation + "#" + topic.text();
    }
}

package io.blindhop.signaling.room;

import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.signaling.message.Room;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row for each connection, and one by which the connections of a tenant are found. */
public final class ConnectionRows {
    private static final String SORT_KEY = "connection";
    private static final String TENANT = "t";
    private static final String INCARNATION = "i";
    private static final String DEVICE_KEY = "k";
    private static final String DEVICE = "d";
    private static final String PEER = "p";
    private static final String EXPIRES = Expiry.EXPIRES;
    private static final String SESSION = "s";
    private static final String ROOMS = "r";
    private static final String TOPICS = "o";
    private static final String COUNTED = "c";
    private static final String SEPARATOR = " ";

    private final Table table;

    public ConnectionRows(Table table) {
        this.table = table;
    }

    /** Writes a connection that has just begun. */
    public void create(LiveConnection connection) {
        long ttl = Expiry.ttl(connection.expiresAt());
        Item row = Item.of(key(connection.id()))
                .text(TENANT, connection.realm().tenant().value())
                .text(INCARNATION, connection.incarnation())
                .text(DEVICE_KEY, connection.deviceKey())
                .text(DEVICE, connection.device())
                .text(PEER, connection.peer())
                .whole(EXPIRES, connection.expiresAt().toEpochMilli())
                .text(SESSION, "")
                .text(ROOMS, "")
                .text(TOPICS, "")
                .whole(COUNTED, 0)
                .whole(Table.TTL, ttl)
                .build();
        Item listed = Item.of(listKey(connection.incarnation(), connection.id()))
                .whole(Table.TTL, ttl)
                .build();
        table.putAll(List.of(row, listed));
    }

    /** The connection, also if its time is over. */
    public Optional<LiveConnection> find(String id) {
        return table.get(key(id), Consistency.STRONG).map(row -> decode(id, row));
    }

    /** Ids of the connections of one life of a tenant, and of some that are gone. */
    public List<String> ofTenant(String incarnation) {
        return table.query(Query.prefix(list(incarnation), "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(row -> row.key().sk())
                .toList();
    }

    /** @return false if the connection has a session already, or is gone */
    public boolean greet(String id, String session) {
        return changed(id, SESSION, "", session);
    }

    /** @return false if the connection has other rooms by now than the caller saw, or is gone */
    public boolean changeRooms(LiveConnection seen, List<Room> rooms) {
        return changed(seen.id(), ROOMS, text(seen.rooms(), Room::name), text(rooms, Room::name));
    }

    /** Likewise for its topics. */
    public boolean changeTopics(LiveConnection seen, List<Topic> topics) {
        return changed(seen.id(), TOPICS, text(seen.topics(), Topic::text), text(topics, Topic::text));
    }

    /** @return false if {@code counted} is not above what is stored, or the connection is gone */
    boolean count(String id, long counted) {
        try {
            table.update(
                    key(id), Map.of(COUNTED, new Value.Whole(counted)), new Condition.PresentAndLess(COUNTED, counted));
            return true;
        } catch (ConditionFailedException overtaken) {
            return false;
        }
    }

    /** Durable when it returns; what belongs to the connection elsewhere is removed after that. */
    void remove(LiveConnection connection) {
        table.deleteAll(List.of(key(connection.id())));
        table.deleteAll(List.of(listKey(connection.incarnation(), connection.id())));
    }

    /** Takes a connection that is gone off the list of its tenant. */
    public void unlist(String incarnation, String id) {
        table.deleteAll(List.of(listKey(incarnation, id)));
    }

    private boolean changed(String id, String attribute, String before, String after) {
        try {
            table.update(
                    key(id),
                    Map.of(attribute, new Value.Text(after)),
                    new Condition.Equal(attribute, new Value.Text(before)));
            return true;
        } catch (ConditionFailedException changedMeanwhile) {
            return false;
        }
    }

    private static LiveConnection decode(String id, Item row) {
        return new LiveConnection(
                id,
                new Realm.OfTenant(new TenantId(row.requireText(TENANT)), row.requireText(INCARNATION)),
                row.requireText(DEVICE_KEY),
                row.requireText(PEER),
                row.requireText(DEVICE),
                Instant.ofEpochMilli(row.requireWhole(EXPIRES)),
                Optional.of(row.requireText(SESSION)).filter(session -> !session.isEmpty()),
                list(row.requireText(ROOMS), Room::new),
                list(row.requireText(TOPICS), Topic::parse),
                row.requireWhole(COUNTED));
    }

    private static <T> String text(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(SEPARATOR));
    }

    private static <T> List<T> list(String text, Function<String, T> value) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(SEPARATOR, -1)).map(value).toList();
    }

    private static Key key(String id) {
        return new Key("WC#" + id, SORT_KEY);
    }

    private static Key listKey(String incarnation, String id) {
        return new Key(list(incarnation), id);
    }

    private static String list(String incarnation) {
        return "WT#" + incarnation;
    }
}

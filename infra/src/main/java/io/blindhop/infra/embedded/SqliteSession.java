package io.blindhop.infra.embedded;

import io.blindhop.store.dynamo.table.CapacityUnits;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableWrite;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The statements of one connection. For one thread at a time. */
final class SqliteSession implements AutoCloseable {
    private static final String RANGE =
            "SELECT sk, attributes FROM items WHERE pk = ? AND sk >= ? AND sk <= ? ORDER BY sk ";

    private final Connection connection;
    private final PreparedStatement find;
    private final PreparedStatement ascending;
    private final PreparedStatement descending;
    private final PreparedStatement store;
    private final PreparedStatement remove;
    private final PreparedStatement expire;

    SqliteSession(Connection connection) throws SQLException {
        this.connection = connection;
        find = connection.prepareStatement("SELECT attributes FROM items WHERE pk = ? AND sk = ?");
        ascending = connection.prepareStatement(RANGE + "ASC LIMIT ?");
        descending = connection.prepareStatement(RANGE + "DESC LIMIT ?");
        store = connection.prepareStatement("REPLACE INTO items (pk, sk, attributes, ttl) VALUES (?, ?, ?, ?)");
        remove = connection.prepareStatement("DELETE FROM items WHERE pk = ? AND sk = ?");
        expire = connection.prepareStatement("DELETE FROM items WHERE (pk, sk) IN"
                + " (SELECT pk, sk FROM items WHERE ttl IS NOT NULL AND ttl < ? LIMIT ?)");
    }

    Optional<Item> find(Key key) throws SQLException {
        setKey(find, key);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(new Item(key, AttributeCodec.decode(row.getBytes(1)))) : Optional.empty();
        }
    }

    List<Item> range(Query query) throws SQLException {
        PreparedStatement range = query.ascending() ? ascending : descending;
        range.setBytes(1, utf8(query.pk()));
        range.setBytes(2, utf8(query.from()));
        range.setBytes(3, utf8(query.to()));
        range.setInt(4, query.limit());
        List<Item> items = new ArrayList<>();
        try (ResultSet row = range.executeQuery()) {
            while (row.next()) {
                Key key = new Key(query.pk(), new String(row.getBytes(1), StandardCharsets.UTF_8));
                items.add(new Item(key, AttributeCodec.decode(row.getBytes(2))));
            }
        }
        return items;
    }

    /** @return the item as it stood before */
    Optional<Item> take(TableWrite write) throws SQLException, ConditionFailedException {
        Optional<Item> before = find(write.key());
        set(write.key(), write.step(before));
        return before;
    }

    /** @return the write units that it took */
    double replace(Key key, Optional<Item> after) throws SQLException {
        Optional<Item> before = find(key);
        set(key, after);
        return CapacityUnits.write(before, after);
    }

    /** Removes some of the items whose time is over. */
    void expire(Instant now, int limit) throws SQLException {
        expire.setLong(1, now.getEpochSecond());
        expire.setInt(2, limit);
        expire.executeUpdate();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void set(Key key, Optional<Item> after) throws SQLException {
        if (after.isEmpty()) {
            setKey(remove, key);
            remove.executeUpdate();
            return;
        }
        setKey(store, key);
        store.setBytes(3, AttributeCodec.encode(after.get().attributes()));
        OptionalLong ttl = after.get().whole(Table.TTL);
        if (ttl.isPresent()) {
            store.setLong(4, ttl.getAsLong());
        } else {
            store.setNull(4, Types.INTEGER);
        }
        store.executeUpdate();
    }

    private static void setKey(PreparedStatement statement, Key key) throws SQLException {
        statement.setBytes(1, utf8(key.pk()));
        statement.setBytes(2, utf8(key.sk()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.blindhop.infra.embedded;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableBill;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.table.TableWrite;
import io.blindhop.store.dynamo.table.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table in one SQLite file.
 *
 * <p>Guarantees: a write that returned survives a killed process and a power cut; all reads are strong; {@code putAll}
 * and {@code deleteAll} happen whole or not at all; one process at a time. An expired item goes with the first write a
 * minute or more after the last sweep, at most a thousand at once, so a table without writes keeps what has expired.
 * The meter is told, on the caller's thread, what DynamoDB would have billed.
 */
public final class SqliteTable implements Table, AutoCloseable {
    /** The name of the file in its folder. */
    public static final String FILE = "table.sqlite";

    private static final int READERS = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final FolderLock lock;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final TableBill bill;

    private SqliteTable(FolderLock lock, SqliteWriter writer, SqliteReaders readers, TableMeter meter) {
        this.lock = lock;
        this.writer = writer;
        this.readers = readers;
        this.bill = new TableBill(meter);
    }

    /**
     * Opens the table in a folder, and makes both if need be.
     *
     * @throws IllegalStateException if another server uses the folder, or the file is of another version
     * @throws StoreUnavailableException if the file cannot be opened
     */
    public static SqliteTable open(Path folder, TableMeter meter, InstantSource clock) {
        FolderLock lock = null;
        SqliteWriter writer = null;
        try {
            lock = FolderLock.take(folder, "table.lock");
            Path file = folder.resolve(FILE);
            writer = new SqliteWriter(new SqliteSession(SqliteSchema.openForWriting(file)), clock);
            return new SqliteTable(lock, writer, new SqliteReaders(file, READERS), meter);
        } catch (IOException | SQLException e) {
            StoreUnavailableException failure =
                    new StoreUnavailableException("the table in " + folder + " cannot be opened", e);
            closeAfter(failure, writer, lock);
            throw failure;
        } catch (RuntimeException e) {
            closeAfter(e, writer, lock);
            throw e;
        }
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        Optional<Item> found = readers.read(session -> session.find(key));
        bill.get(found, consistency);
        return found;
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        Set<Key> distinct = new LinkedHashSet<>(keys);
        Map<Key, Item> found = readers.read(session -> {
            Map<Key, Item> items = new HashMap<>();
            for (Key key : distinct) {
                session.find(key).ifPresent(item -> items.put(key, item));
            }
            return items;
        });
        bill.getAll(distinct, found, consistency);
        return found;
    }

    @Override
    public List<Item> query(Query query) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<Item> items = readers.read(session -> session.range(query));
        bill.query(query, items);
        return items;
    }

    @Override
    public void put(Item item, Condition condition) throws ConditionFailedException {
        write(new TableWrite.Put(item, condition));
    }

    @Override
    public void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException {
        write(new TableWrite.Update(key, set, condition));
    }

    @Override
    public void delete(Key key, Condition condition) throws ConditionFailedException {
        write(new TableWrite.Delete(key, condition));
    }

    @Override
    public void putAll(Collection<Item> items) {
        Map<Key, Optional<Item>> distinct = new LinkedHashMap<>();
        for (Item item : items) {
            ItemSize.ofWritable(item);
            distinct.put(item.key(), Optional.of(item));
        }
        replaceAll(distinct);
    }

    @Override
    public void deleteAll(Collection<Key> keys) {
        Map<Key, Optional<Item>> distinct = new LinkedHashMap<>();
        keys.forEach(key -> distinct.put(key, Optional.empty()));
        replaceAll(distinct);
    }

    private void write(TableWrite write) throws ConditionFailedException {
        Optional<Item> before;
        try {
            before = writer.write(session -> session.take(write));
        } catch (ConditionFailedException failed) {
            bill.write(write.operation(), failed.current(), write.after(failed.current()));
            throw failed;
        }
        bill.write(write.operation(), before, write.after(before));
    }

    private void replaceAll(Map<Key, Optional<Item>> items) {
        if (items.isEmpty()) {
            return;
        }
        try {
            bill.writeAll(writer.write(session -> {
                List<Double> units = new ArrayList<>(items.size());
                for (Map.Entry<Key, Optional<Item>> item : items.entrySet()) {
                    units.add(session.replace(item.getKey(), item.getValue()));
                }
                return units;
            }));
        } catch (ConditionFailedException impossible) {
            throw new IllegalStateException("a write without condition failed it", impossible);
        }
    }

    /** Waits for the calls at work; later ones end in a {@link StoreUnavailableException}. */
    @Override
    public void close() {
        try (lock;
                writer;
                readers) {
            // Closed in the opposite order: the lock last.
        } catch (IOException | SQLException e) {
            throw new StoreUnavailableException("the table was not closed cleanly; nothing acknowledged is lost", e);
        }
    }

    private static void closeAfter(Exception failure, AutoCloseable... opened) {
        for (AutoCloseable one : opened) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}

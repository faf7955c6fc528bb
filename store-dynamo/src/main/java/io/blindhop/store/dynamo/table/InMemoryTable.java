package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Utf8;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The in-memory twin of a table: thread-safe, every read is strong, nothing expires. Bills like DynamoDB. */
public final class InMemoryTable implements Table {
    private final Map<String, NavigableMap<String, Item>> partitions = new HashMap<>();
    private final TableBill bill;

    public InMemoryTable() {
        this(TableMeter.NONE);
    }

    public InMemoryTable(TableMeter meter) {
        this.bill = new TableBill(meter);
    }

    /** Everything in the table. */
    public synchronized List<Item> items() {
        return partitions.values().stream()
                .flatMap(partition -> partition.values().stream())
                .toList();
    }

    @Override
    public synchronized Optional<Item> get(Key key, Consistency consistency) {
        Optional<Item> found = find(key);
        bill.get(found, consistency);
        return found;
    }

    @Override
    public synchronized Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        Set<Key> distinct = new LinkedHashSet<>(keys);
        Map<Key, Item> found = new HashMap<>();
        for (Key key : distinct) {
            find(key).ifPresent(item -> found.put(key, item));
        }
        bill.getAll(distinct, found, consistency);
        return found;
    }

    @Override
    public synchronized List<Item> query(Query query) {
        if (query.isEmpty()) {
            return List.of();
        }
        NavigableMap<String, Item> range = partition(query.pk()).subMap(query.from(), true, query.to(), true);
        List<Item> answer = (query.ascending() ? range : range.descendingMap())
                .values().stream().limit(query.limit()).toList();
        bill.query(query, answer);
        return answer;
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
    public synchronized void putAll(Collection<Item> items) {
        Map<Key, Item> distinct = new LinkedHashMap<>();
        for (Item item : items) {
            ItemSize.ofWritable(item);
            distinct.put(item.key(), item);
        }
        List<Double> units = new ArrayList<>();
        distinct.forEach((key, item) -> units.add(replace(key, Optional.of(item))));
        bill.writeAll(units);
    }

    @Override
    public synchronized void deleteAll(Collection<Key> keys) {
        List<Double> units = new ArrayList<>();
        for (Key key : new LinkedHashSet<>(keys)) {
            units.add(replace(key, Optional.empty()));
        }
        bill.writeAll(units);
    }

    private synchronized void write(TableWrite write) throws ConditionFailedException {
        Optional<Item> before = find(write.key());
        bill.write(write.operation(), before, write.after(before));
        replace(write.key(), write.step(before));
    }

    private double replace(Key key, Optional<Item> after) {
        NavigableMap<String, Item> partition = partition(key.pk());
        Optional<Item> before = Optional.ofNullable(
                after.isPresent() ? partition.put(key.sk(), after.get()) : partition.remove(key.sk()));
        return CapacityUnits.write(before, after);
    }

    private Optional<Item> find(Key key) {
        return Optional.ofNullable(partition(key.pk()).get(key.sk()));
    }

    private NavigableMap<String, Item> partition(String pk) {
        return partitions.computeIfAbsent(pk, _ -> new TreeMap<>(Utf8.ORDER));
    }
}

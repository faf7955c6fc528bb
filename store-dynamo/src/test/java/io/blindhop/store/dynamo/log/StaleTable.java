package io.blindhop.store.dynamo.log;

import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table whose eventually consistent reads have not heard of half of the items yet. */
final class StaleTable implements Table {
    private final Table table = new InMemoryTable();

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        return table.get(key, consistency).filter(item -> visible(item.key(), consistency));
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        Map<Key, Item> found = new HashMap<>(table.getAll(keys, consistency));
        found.keySet().removeIf(key -> !visible(key, consistency));
        return found;
    }

    private static boolean visible(Key key, Consistency consistency) {
        return consistency == Consistency.STRONG || key.hashCode() % 2 == 0;
    }

    @Override
    public List<Item> query(Query query) {
        return table.query(query).stream()
                .filter(item -> visible(item.key(), query.consistency()))
                .toList();
    }

    @Override
    public void put(Item item, Condition condition) throws ConditionFailedException {
        table.put(item, condition);
    }

    @Override
    public void putAll(Collection<Item> items) {
        table.putAll(items);
    }

    @Override
    public void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException {
        table.update(key, set, condition);
    }

    @Override
    public void delete(Key key, Condition condition) throws ConditionFailedException {
        table.delete(key, condition);
    }

    @Override
    public void deleteAll(Collection<Key> keys) {
        table.deleteAll(keys);
    }
}

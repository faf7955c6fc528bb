package io.blindhop.functions.cost;

import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Says of every call what it is for, by the partition of its first key: no call mixes purposes. */
final class PurposeTable implements Table {
    private final Table table;

    PurposeTable(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        return in(key.pk()).call(() -> table.get(key, consistency));
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        return in(keys, Key::pk).call(() -> table.getAll(keys, consistency));
    }

    @Override
    public List<Item> query(Query query) {
        return Purpose.ofQuery(query.pk()).scope().call(() -> table.query(query));
    }

    @Override
    public void put(Item item, Condition condition) throws ConditionFailedException {
        write(item.key(), () -> table.put(item, condition));
    }

    @Override
    public void putAll(Collection<Item> items) {
        in(items, item -> item.key().pk()).run(() -> table.putAll(items));
    }

    @Override
    public void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException {
        write(key, () -> table.update(key, set, condition));
    }

    @Override
    public void delete(Key key, Condition condition) throws ConditionFailedException {
        write(key, () -> table.delete(key, condition));
    }

    @Override
    public void deleteAll(Collection<Key> keys) {
        in(keys, Key::pk).run(() -> table.deleteAll(keys));
    }

    private interface Write {
        void run() throws ConditionFailedException;
    }

    private void write(Key key, Write write) throws ConditionFailedException {
        in(key.pk()).<Boolean, ConditionFailedException>call(() -> {
            write.run();
            return true;
        });
    }

    private ScopedValue.Carrier in(String pk) {
        return Purpose.ofPartition(pk).scope();
    }

    private <T> ScopedValue.Carrier in(Collection<T> all, Function<T, String> partition) {
        return in(all.stream().findFirst().map(partition).orElse(""));
    }
}

package io.blindhop.infra.signaling;

import io.blindhop.store.dynamo.log.LogChange;
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
import java.util.function.Consumer;

/**
 * A table that tells which stores got entries, from the same rows from which the stream of a table in AWS tells it. Whoever is
 * told must not block: it holds up a put.
 */
public final class CommitWatch implements Table {
    private final Table table;
    private final Consumer<LogChange> told;

    public CommitWatch(Table table, Consumer<LogChange> told) {
        this.table = table;
        this.told = told;
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        return table.get(key, consistency);
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        return table.getAll(keys, consistency);
    }

    @Override
    public List<Item> query(Query query) {
        return table.query(query);
    }

    @Override
    public void put(Item item, Condition condition) throws ConditionFailedException {
        table.put(item, condition);
        LogChange.of(item).ifPresent(told);
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

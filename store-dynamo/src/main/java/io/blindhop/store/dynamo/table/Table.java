package io.blindhop.store.dynamo.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table of items under a partition key and a sort key, shaped like DynamoDB and with its limits.
 *
 * <p>A write that returned is durable, and every later strong read sees it. A query is not a snapshot: it may see some
 * of the writes that happen while it runs and not others. Every method retries what the service did not process within
 * a bound and then throws {@link io.blindhop.protocol.store.StoreUnavailableException}; a write that failed so may or
 * may not have happened.
 */
public interface Table {
    Optional<Item> get(Key key, Consistency consistency);

    /** Those of the keys that exist. Any number; the adapter splits it as the service wants it (100 keys, 16 MB). */
    Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency);

    /**
     * The items of a range, at most {@link Query#limit}. Follows the service's pages (1 MB each), so that fewer than the
     * limit means that there are no more.
     */
    List<Item> query(Query query);

    /** Writes one item whole if the condition holds. */
    void put(Item item, Condition condition) throws ConditionFailedException;

    /** Writes items whole, without condition and without order among them. Any number; split by 25. */
    void putAll(Collection<Item> items);

    /** Sets some attributes of an item if the condition holds, and leaves the others. Creates the item if it may. */
    void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException;

    /** Removes an item if the condition holds; removing what is not there is no error. */
    void delete(Key key, Condition condition) throws ConditionFailedException;

    /** Removes items without condition. Any number; split by 25. */
    void deleteAll(Collection<Key> keys);
}

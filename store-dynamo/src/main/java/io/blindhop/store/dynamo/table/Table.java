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
 *
 * <p>An item above {@link Item#MAX_BYTES} is refused with an {@link IllegalArgumentException} that names its key, its
 * size and the limit, before anything of the call is written.
 *
 * <p>The number attribute {@value #TTL}, where an item has it, is a time in whole seconds since 1970: at some time after
 * it, possibly days, the item disappears. Readers compare the time themselves.
 */
public interface Table {
    /** The attribute that says when an item may disappear. */
    String TTL = "ttl";

    Optional<Item> get(Key key, Consistency consistency);

    /**
     * Those of the keys that exist. Any number, duplicates count once; the adapter splits it as the service wants it
     * (100 keys, 16 MB).
     */
    Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency);

    /**
     * The items of a range, at most {@link Query#limit}. Follows the service's pages (1 MB each), so that fewer than the
     * limit means that there are no more.
     */
    List<Item> query(Query query);

    /**
     * Writes one item whole if the condition holds.
     *
     * @throws ConditionFailedException with the item as it stands, if the condition does not hold; nothing is written
     */
    void put(Item item, Condition condition) throws ConditionFailedException;

    /**
     * Writes items whole, without condition and without order among them; of two with the same key the later one of the
     * collection is kept. Any number; split by 25.
     */
    void putAll(Collection<Item> items);

    /**
     * Sets some attributes (at least one) of an item if the condition holds, and leaves the others. Creates the item if
     * there is none and the condition does not ask for one.
     *
     * @throws ConditionFailedException with the item as it stands, if the condition does not hold; nothing is written
     */
    void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException;

    /**
     * Removes an item if the condition holds; without a condition, removing what is not there is no error.
     *
     * @throws ConditionFailedException with the item as it stands, if the condition does not hold; nothing is removed
     */
    void delete(Key key, Condition condition) throws ConditionFailedException;

    /** Removes items without condition. Any number, duplicates count once; split by 25. */
    void deleteAll(Collection<Key> keys);
}

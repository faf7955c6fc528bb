package io.blindhop.store.dynamo.table;

import io.blindhop.store.dynamo.table.TableMeter.Operation;
import java.util.Map;
import java.util.Optional;

/** A conditional write of one item, as a step from what is stored to what shall be; for tables that take it themselves. */
public sealed interface TableWrite {
    Key key();

    Condition condition();

    Operation operation();

    /** What is stored under the key if the condition holds. */
    Optional<Item> after(Optional<Item> before);

    /**
     * What is stored under the key from now on.
     *
     * @throws ConditionFailedException if the condition does not hold of {@code before}
     * @throws IllegalArgumentException if the item would be larger than {@link Item#MAX_BYTES}
     */
    default Optional<Item> step(Optional<Item> before) throws ConditionFailedException {
        if (!ConditionCheck.holds(condition(), before)) {
            throw new ConditionFailedException(key(), before);
        }
        Optional<Item> after = after(before);
        after.ifPresent(ItemSize::ofWritable);
        return after;
    }

    /** {@link Table#put}. */
    record Put(Item item, Condition condition) implements TableWrite {
        public Put {
            ItemSize.ofWritable(item);
        }

        @Override
        public Key key() {
            return item.key();
        }

        @Override
        public Operation operation() {
            return Operation.PUT_ITEM;
        }

        @Override
        public Optional<Item> after(Optional<Item> before) {
            return Optional.of(item);
        }
    }

    /** {@link Table#update}. */
    record Update(Key key, Map<String, Value> set, Condition condition) implements TableWrite {
        public Update {
            if (set.isEmpty()) {
                throw new IllegalArgumentException("an update of " + key.sk() + " sets at least one attribute");
            }
            ItemSize.ofWritable(new Item(key, set));
        }

        @Override
        public Operation operation() {
            return Operation.UPDATE_ITEM;
        }

        @Override
        public Optional<Item> after(Optional<Item> before) {
            return Optional.of(before.orElse(new Item(key, Map.of())).with(set));
        }
    }

    /** {@link Table#delete}. */
    record Delete(Key key, Condition condition) implements TableWrite {
        @Override
        public Operation operation() {
            return Operation.DELETE_ITEM;
        }

        @Override
        public Optional<Item> after(Optional<Item> before) {
            return Optional.empty();
        }
    }
}

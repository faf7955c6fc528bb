package io.blindhop.store.dynamo.table;

import java.util.Optional;

/** A conditional write did not happen. */
public final class ConditionFailedException extends Exception {
    private final transient Optional<Item> current;

    public ConditionFailedException(Key key, Optional<Item> current) {
        super("condition failed at " + key.sk(), null, false, false);
        this.current = current;
    }

    /** The item as it stood when the condition was checked. */
    public Optional<Item> current() {
        return current;
    }
}

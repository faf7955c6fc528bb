package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row of the table: its key and its other attributes. Names of attributes are short, because they are billed. */
public record Item(Key key, Map<String, Value> attributes) {
    /** DynamoDB refuses an item above this many bytes, names included. */
    public static final int MAX_BYTES = 400 * 1024;

    /** @throws IllegalArgumentException if an attribute has no name or that of a key ({@code pk}, {@code sk}) */
    public Item {
        attributes = Map.copyOf(attributes);
        for (String name : attributes.keySet()) {
            requireName(name);
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.equals("pk") || name.equals("sk")) {
            throw new IllegalArgumentException(
                    "an attribute cannot be called \"" + name + "\": it needs a name, and pk and sk are the key's");
        }
    }

    /** This item with some attributes set and the others as they are. */
    public Item with(Map<String, Value> set) {
        Map<String, Value> merged = new HashMap<>(attributes);
        merged.putAll(set);
        return new Item(key, merged);
    }

    public static Builder of(Key key) {
        return new Builder(key);
    }

    public Optional<String> text(String name) {
        return attributes.get(name) instanceof Value.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    public OptionalLong whole(String name) {
        return attributes.get(name) instanceof Value.Whole whole
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
    }

    public Optional<Bytes> binary(String name) {
        return attributes.get(name) instanceof Value.Binary binary ? Optional.of(binary.value()) : Optional.empty();
    }

    /** @throws CorruptStoreException if there is no such text: the row is not of the kind its key says */
    public String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** @throws CorruptStoreException if there is no such number */
    public long requireWhole(String name) {
        return whole(name).orElseThrow(() -> missing(name));
    }

    /** @throws CorruptStoreException if there are no such bytes */
    public Bytes requireBinary(String name) {
        return binary(name).orElseThrow(() -> missing(name));
    }

    private CorruptStoreException missing(String name) {
        return new CorruptStoreException("row " + key.sk() + " has no attribute " + name + " of the expected type");
    }

    /** Collects the attributes of an item. */
    public static final class Builder {
        private final Key key;
        private final Map<String, Value> attributes = new HashMap<>();

        private Builder(Key key) {
            this.key = key;
        }

        public Builder text(String name, String value) {
            attributes.put(name, new Value.Text(value));
            return this;
        }

        public Builder whole(String name, long value) {
            attributes.put(name, new Value.Whole(value));
            return this;
        }

        public Builder binary(String name, Bytes value) {
            attributes.put(name, new Value.Binary(value));
            return this;
        }

        public Item build() {
            return new Item(key, attributes);
        }
    }
}

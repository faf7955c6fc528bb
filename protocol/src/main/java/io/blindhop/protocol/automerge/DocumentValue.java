package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A value of a materialised document. Immutable, equal by content, at most {@link AutomergeLimits#MAX_DEPTH} deep. */
public sealed interface DocumentValue {
    /** A map; iterates in the order of its keys. */
    record MapValue(Map<String, DocumentValue> members) implements DocumentValue {
        private static final MapValue EMPTY = new MapValue(Map.of());

        public MapValue {
            members = Collections.unmodifiableMap(new TreeMap<>(members));
        }

        public static MapValue empty() {
            return EMPTY;
        }

        public Optional<DocumentValue> get(String key) {
            return Optional.ofNullable(members.get(key));
        }

        /** The text under this key; empty if there is none, or something that is not a text. */
        public Optional<String> text(String key) {
            return members.get(key) instanceof Text(String text) ? Optional.of(text) : Optional.empty();
        }

        /** The list under this key; empty if there is none, or something that is not a list. */
        public Optional<List<DocumentValue>> list(String key) {
            return members.get(key) instanceof ListValue(List<DocumentValue> items)
                    ? Optional.of(items)
                    : Optional.empty();
        }
    }

    record ListValue(List<DocumentValue> items) implements DocumentValue {
        public ListValue {
            items = List.copyOf(items);
        }
    }

    /** A text object or a scalar string: readers do not tell them apart. */
    record Text(String text) implements DocumentValue {}

    /** An integer or a counter. */
    record Whole(long number) implements DocumentValue {}

    /** A floating point number, or an unsigned integer of 2<sup>63</sup> and more, rounded. */
    record Real(double number) implements DocumentValue {}

    record Flag(boolean set) implements DocumentValue {}

    record Null() implements DocumentValue {}

    /** Bytes, or a scalar of a type that this version does not know. */
    record Binary(Bytes bytes) implements DocumentValue {}

    /** @param milliseconds since 1970 */
    record Timestamp(long milliseconds) implements DocumentValue {}
}

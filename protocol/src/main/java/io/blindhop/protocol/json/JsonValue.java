package io.blindhop.protocol.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as ECMAScript sees it: numbers are doubles, members keep their order. Made by {@link JsonText}. */
public sealed interface JsonValue {
    /** Of members with one name the last value counts, at the place of the first. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    record JsonString(String value) implements JsonValue {}

    record JsonNumber(double value) implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    /** The literal {@code null}. */
    record JsonNull() implements JsonValue {}
}

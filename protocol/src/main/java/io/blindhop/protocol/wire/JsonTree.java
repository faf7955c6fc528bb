package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the tree of one small value, such as options or a filter, and counts its nodes, so that a hostile value cannot
 * multiply in memory. Large lists are streamed instead.
 */
final class JsonTree {
    private final JsonReader reader;
    private final String what;
    private final int maxNodes;
    private int nodes;

    private JsonTree(JsonReader reader, String what, int maxNodes) {
        this.reader = reader;
        this.what = what;
        this.maxNodes = maxNodes;
    }

    /** Reads a document that is one object. */
    static JsonObject parse(Bytes document, String what, int maxNodes) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        JsonReader.object(document, what, reader -> {
            JsonTree tree = new JsonTree(reader, what, maxNodes);
            reader.eachMember(name -> members.put(name, tree.value()));
        });
        return new JsonObject(members);
    }

    /** Reads the value that the reader stands on. */
    static JsonValue read(JsonReader reader, String what, int maxNodes) {
        return new JsonTree(reader, what, maxNodes).value();
    }

    static Optional<JsonValue> member(JsonObject object, String name) {
        return Optional.ofNullable(object.members().get(name)).filter(value -> !(value instanceof JsonNull));
    }

    /** The member if it is there and is a string. */
    static Optional<String> text(JsonObject object, String name) {
        return object.members().get(name) instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    private JsonValue value() {
        if (++nodes > maxNodes) {
            throw LimitExceededException.list(what, maxNodes);
        }
        return switch (reader.token()) {
            case VALUE_STRING -> new JsonString(reader.text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(reader.number());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case START_ARRAY -> {
                List<JsonValue> elements = new ArrayList<>();
                reader.eachElement(() -> elements.add(value()));
                yield new JsonArray(elements);
            }
            case START_OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                reader.eachMember(name -> members.put(name, value()));
                yield new JsonObject(members);
            }
            default -> new JsonNull();
        };
    }
}

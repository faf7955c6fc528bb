package io.blindhop.protocol.json;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * Typed access to the members of an object. A member that is {@code null} counts as absent. Every method throws
 * {@link MalformedJsonException} with the place of the member if it is missing or of another type.
 *
 * @param place where the object is, for messages: {@code provenance.source}
 */
public record JsonMembers(String place, JsonObject object) {
    private static final double MAX_SAFE_INTEGER = 9007199254740991.0;

    public static JsonMembers of(String place, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new JsonMembers(place, object);
        }
        throw new MalformedJsonException(place + " must be an object");
    }

    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(object.members().get(name)).filter(value -> !(value instanceof JsonNull));
    }

    public JsonMembers objectAt(String name) {
        return of(placeOf(name), required(name));
    }

    public Optional<JsonMembers> findObject(String name) {
        return find(name).map(value -> of(placeOf(name), value));
    }

    public String string(String name) {
        return asString(placeOf(name), required(name));
    }

    public Optional<String> findString(String name) {
        return find(name).map(value -> asString(placeOf(name), value));
    }

    public Bytes base64(String name) {
        return asBase64(placeOf(name), string(name));
    }

    public Optional<Bytes> findBase64(String name) {
        return findString(name).map(text -> asBase64(placeOf(name), text));
    }

    /** An integer that a double holds exactly, up to 2^53 - 1 either way. */
    public long integer(String name) {
        return asInteger(name, required(name));
    }

    public Optional<Long> findInteger(String name) {
        return find(name).map(value -> asInteger(name, value));
    }

    private long asInteger(String name, JsonValue value) {
        if (value instanceof JsonNumber(double number)
                && number == Math.rint(number)
                && Math.abs(number) <= MAX_SAFE_INTEGER) {
            return (long) number;
        }
        throw new MalformedJsonException(placeOf(name) + " must be an integer");
    }

    /** The elements of an array; none if the member is absent. */
    public List<JsonValue> elements(String name) {
        return find(name)
                .map(value -> {
                    if (value instanceof JsonArray(List<JsonValue> elements)) {
                        return elements;
                    }
                    throw new MalformedJsonException(placeOf(name) + " must be an array");
                })
                .orElse(List.of());
    }

    /** The strings of an array; none if the member is absent. */
    public List<String> strings(String name) {
        return elements(name).stream()
                .map(value -> asString(placeOf(name) + "[]", value))
                .toList();
    }

    private JsonValue required(String name) {
        return find(name).orElseThrow(() -> new MalformedJsonException(placeOf(name) + " is missing"));
    }

    private String placeOf(String name) {
        return place + "." + name;
    }

    private static String asString(String place, JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw new MalformedJsonException(place + " must be a string");
    }

    private static Bytes asBase64(String place, String text) {
        try {
            return Bytes.fromBase64(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(place + " must be base64", e);
        }
    }
}

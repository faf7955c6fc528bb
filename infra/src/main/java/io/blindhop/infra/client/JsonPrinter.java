package io.blindhop.infra.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** JSON as text, for a server or for somebody who reads it. */
public final class JsonPrinter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double MOST_EXACT = 9_007_199_254_740_991d;

    private JsonPrinter() {}

    /** On one line. */
    public static String compact(JsonValue value) {
        return print(value, false);
    }

    /** On many lines, indented. */
    public static String pretty(JsonValue value) {
        return print(value, true);
    }

    /** A string, number or boolean as it is shown outside of JSON. */
    static Optional<String> text(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> Optional.of(text);
            case JsonNumber number -> Optional.of(compact(number));
            case JsonBoolean flag -> Optional.of(compact(flag));
            case JsonNull ignored -> Optional.empty();
            case JsonObject ignored -> Optional.empty();
            case JsonArray ignored -> Optional.empty();
        };
    }

    private static String print(JsonValue value, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator gen = JSON.createGenerator(text)) {
            if (pretty) {
                gen.useDefaultPrettyPrinter();
            }
            write(gen, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator gen, JsonValue value) throws IOException {
        switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                gen.writeStartObject();
                for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                    gen.writeFieldName(member.getKey());
                    write(gen, member.getValue());
                }
                gen.writeEndObject();
            }
            case JsonArray array -> {
                gen.writeStartArray();
                for (JsonValue element : array.elements()) {
                    write(gen, element);
                }
                gen.writeEndArray();
            }
            case JsonString(String text) -> gen.writeString(text);
            case JsonNumber(double number)
            when number == Math.rint(number) && Math.abs(number) <= MOST_EXACT -> gen.writeNumber((long) number);
            case JsonNumber(double number) -> gen.writeNumber(number);
            case JsonBoolean(boolean flag) -> gen.writeBoolean(flag);
            case JsonNull ignored -> gen.writeNull();
        }
    }
}

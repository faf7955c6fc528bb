package io.blindhop.protocol.signature;

import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The text that {@code JSON.stringify(JSON.parse(text))} gives in ECMAScript, which clients sign (protocol 1.8.4): no white
 * space, members in order (but array indices first, ascending), the escapes of ECMA-262 25.5.2.3 and numbers of 6.1.6.1.20.
 */
public final class CanonicalJson {
    private static final long MAX_ARRAY_INDEX = 0xFFFF_FFFEL;

    private CanonicalJson() {}

    /** @throws io.blindhop.protocol.json.MalformedJsonException if the text is not JSON */
    public static String of(String json) {
        return render(JsonText.parse(json));
    }

    public static String render(JsonValue value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonValue value) {
        switch (value) {
            case JsonObject object -> appendObject(out, object);
            case JsonArray array -> appendArray(out, array);
            case JsonString string -> appendString(out, string.value());
            case JsonNumber number -> out.append(EcmaNumber.text(number.value()));
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull _ -> out.append("null");
        }
    }

    private static void appendArray(StringBuilder out, JsonArray array) {
        out.append('[');
        for (int i = 0; i < array.elements().size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, array.elements().get(i));
        }
        out.append(']');
    }

    private static void appendObject(StringBuilder out, JsonObject object) {
        out.append('{');
        boolean first = true;
        for (String name : ecmaOrder(object)) {
            if (!first) {
                out.append(',');
            }
            first = false;
            appendString(out, name);
            out.append(':');
            append(out, object.members().get(name));
        }
        out.append('}');
    }

    private static List<String> ecmaOrder(JsonObject object) {
        List<String> names = new ArrayList<>(object.members().keySet());
        names.sort(Comparator.comparingLong(name -> isArrayIndex(name) ? Long.parseLong(name) : Long.MAX_VALUE));
        return names;
    }

    private static boolean isArrayIndex(String name) {
        return name.length() <= 10 && name.matches("0|[1-9][0-9]*") && Long.parseLong(name) <= MAX_ARRAY_INDEX;
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || isUnpaired(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isUnpaired(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}

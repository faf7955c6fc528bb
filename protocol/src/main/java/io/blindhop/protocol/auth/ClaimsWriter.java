package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.util.Locale;

/** Writes claims as JSON in pure ASCII, so that what a client gets from {@code atob} is the text itself. */
final class ClaimsWriter {
    private final StringBuilder json = new StringBuilder("{");

    ClaimsWriter text(String name, String value) {
        name(name).append('"');
        value.chars().forEach(this::character);
        json.append('"');
        return this;
    }

    ClaimsWriter number(String name, long value) {
        name(name).append(value);
        return this;
    }

    ClaimsWriter isTrue(String name) {
        name(name).append(true);
        return this;
    }

    Bytes json() {
        return Bytes.utf8(json + "}");
    }

    private StringBuilder name(String name) {
        return json.append(json.length() > 1 ? ",\"" : "\"").append(name).append("\":");
    }

    private void character(int c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (c < 0x20 || c > 0x7E) {
                    json.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    json.append((char) c);
                }
            }
        }
    }
}

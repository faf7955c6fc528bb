package io.blindhop.infra.lambda;

import io.blindhop.functions.http.Headers;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Status and headers that a function gave its answer: {@code {"statusCode": 200, "headers": {…}, "cookies": […]}}. */
record UrlHead(int status, Headers headers) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** Of these the URL decides itself; what the function said is passed on under another name. */
    private static final Set<String> REMAPPED = Set.of("connection", "content-length", "date", "transfer-encoding");

    /** @throws MalformedJsonException if it cannot be the head of an HTTP response */
    static UrlHead of(JsonMembers json) {
        long status = json.findInteger("statusCode").orElse(200L);
        if (status < 200 || status > 599) {
            throw new MalformedJsonException("statusCode must be from 200 to 599, not " + status);
        }
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        json.findObject("headers")
                .ifPresent(headers -> headers.object().members().forEach((name, value) -> {
                    String prefix = REMAPPED.contains(name.toLowerCase(Locale.ROOT)) ? "x-amzn-remapped-" : "";
                    fields.add(field(prefix + name, text(value)));
                }));
        json.strings("cookies").forEach(cookie -> fields.add(field("set-cookie", cookie)));
        return new UrlHead((int) status, Headers.from(fields));
    }

    private static Map.Entry<String, String> field(String name, String value) {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new MalformedJsonException("Header " + name + " has a character that headers cannot have");
        }
        return Map.entry(name, value);
    }

    private static String text(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text;
            case JsonNumber(double number) when number == Math.rint(number) -> String.valueOf((long) number);
            case JsonNumber(double number) -> String.valueOf(number);
            case JsonBoolean(boolean flag) -> String.valueOf(flag);
            default -> throw new MalformedJsonException("A header must be a string, a number or a boolean");
        };
    }
}

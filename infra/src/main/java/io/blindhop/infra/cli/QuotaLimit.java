package io.blindhop.infra.cli;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A limit as an option names it.
 *
 * @param value as the server wants it; empty for the server's own limit
 */
record QuotaLimit(Optional<JsonValue> value) {
    /** Reads {@code 1000}, {@code unlimited} and {@code default}. */
    static final class Reader implements ITypeConverter<QuotaLimit> {
        @Override
        public QuotaLimit convert(String text) {
            if (text.equals("unlimited")) {
                return new QuotaLimit(Optional.of(new JsonNull()));
            }
            if (text.equals("default")) {
                return new QuotaLimit(Optional.empty());
            }
            if (text.matches("[0-9]{1,15}")) {
                return new QuotaLimit(Optional.of(new JsonNumber(Long.parseLong(text))));
            }
            throw new TypeConversionException("'" + text + "' is neither a whole number from 0, of at most 15 digits,"
                    + " nor 'unlimited' nor 'default'");
        }
    }

    /** The body of a request that changes what is named and leaves the rest of {@code own} alone. */
    static String merged(JsonObject own, Optional<QuotaLimit> entries, Optional<QuotaLimit> bytes) {
        Map<String, JsonValue> members = new LinkedHashMap<>(own.members());
        entries.ifPresent(limit -> limit.set(members, "entries"));
        bytes.ifPresent(limit -> limit.set(members, "bytes"));
        return JsonPrinter.compact(new JsonObject(members));
    }

    private void set(Map<String, JsonValue> members, String name) {
        if (value.isPresent()) {
            members.put(name, value.get());
        } else {
            members.remove(name);
        }
    }
}

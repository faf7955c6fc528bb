package io.blindhop.functions.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The decoded query of a request.
 *
 * <p>{@code dbId=main&limit=5} has {@code dbId} and {@code limit}. A name that is given twice is refused with a 400: two
 * programs would not agree on which one counts.
 */
public final class QueryParameters {
    private static final int LIMIT = 64;

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    static QueryParameters parse(String rawQuery) {
        Map<String, String> values = new HashMap<>();
        for (String pair : rawQuery.split("&", LIMIT + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentCoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCoding.decode(pair.substring(equals + 1), true);
            if (values.put(name, value) != null) {
                throw HttpError.badRequest("A query parameter is given twice");
            }
            if (values.size() > LIMIT) {
                throw HttpError.badRequest("More than " + LIMIT + " query parameters");
            }
        }
        return new QueryParameters(Map.copyOf(values));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** @throws HttpError 400 if the parameter is missing or empty */
    public String required(String name) {
        return get(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> HttpError.badRequest("The query parameter " + name + " is required"));
    }
}

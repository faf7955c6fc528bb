package io.blindhop.functions.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with named segments: {@code /:tenantId/sync/:kind/capabilities} matches {@code /acme/sync/docs/capabilities} and
 * yields {@code tenantId = acme} and {@code kind = docs}.
 */
record RoutePattern(String text, List<String> parts) {
    static RoutePattern parse(String text) {
        return new RoutePattern(text, PathSegments.parse(text));
    }

    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith(":")) {
                parameters.put(part.substring(1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}

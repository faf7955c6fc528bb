package io.blindhop.functions.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes a path into its segments.
 *
 * <p>{@code /acme/sync/docs} is {@code [acme, sync, docs]}, {@code /} is {@code []}, {@code /a%20b} is {@code [a b]}. One
 * slash at the end is ignored. Refused with a 400 is whatever two programs may read differently: a path that does not
 * begin with a slash, an empty segment, {@code .} and {@code ..} (escaped or not), an escaped slash or backslash, a
 * backslash, control characters, broken escapes, escapes that are not UTF-8.
 */
final class PathSegments {
    private PathSegments() {}

    static List<String> parse(String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw HttpError.badRequest("The request target must begin with a slash");
        }
        List<String> segments = new ArrayList<>();
        String rest = rawPath.substring(1);
        if (rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
            refuseIf(rest.isEmpty(), "an empty segment");
        }
        if (rest.isEmpty()) {
            return List.of();
        }
        for (String raw : rest.split("/", -1)) {
            segments.add(checked(PercentCoding.decode(raw, false)));
        }
        return List.copyOf(segments);
    }

    private static String checked(String segment) {
        refuseIf(segment.isEmpty(), "an empty segment");
        refuseIf(segment.equals(".") || segment.equals(".."), "a dot segment");
        refuseIf(segment.indexOf('/') >= 0 || segment.indexOf('\\') >= 0, "a slash or backslash inside a segment");
        refuseIf(segment.chars().anyMatch(Character::isISOControl), "a control character");
        return segment;
    }

    private static void refuseIf(boolean refused, String what) {
        if (refused) {
            throw HttpError.badRequest("The path contains " + what);
        }
    }
}

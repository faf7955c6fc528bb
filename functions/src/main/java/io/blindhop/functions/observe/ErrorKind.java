package io.blindhop.functions.observe;

import java.util.Locale;

/** Why a request was not answered with what it asked for: few enough to be a dimension of a metric. */
public enum ErrorKind {
    INVALID,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    TOO_LARGE,
    RATE_LIMITED,
    /** The tenant has no room left. */
    QUOTA,
    /** The client went away before the end of its answer. */
    CLIENT_GONE,
    /** A service did not answer; the client was asked to try again. */
    UNAVAILABLE,
    /** What is stored is not what was stored. */
    CORRUPT,
    INTERNAL;

    /** @param status 400 to 599 */
    public static ErrorKind ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404, 410 -> NOT_FOUND;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 429 -> RATE_LIMITED;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> status < 500 ? INVALID : INTERNAL;
        };
    }

    /** Whether it is ours to repair. */
    public boolean isFault() {
        return this == UNAVAILABLE || this == CORRUPT || this == INTERNAL;
    }

    /** As it is in logs: {@code rate-limited}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

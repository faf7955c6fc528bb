package io.blindhop.protocol;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Names a tenant (protocol 1.1): 1 to 64 lowercase letters, digits, hyphens and underscores. */
public record TenantId(String value) {
    public static final int MAX_LENGTH = 64;

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]*");
    private static final Set<String> RESERVED = Set.of("admin", "system", "health", "statics", "device");

    /** @throws IllegalArgumentException if the value is not a tenant id; the message may be shown to a client */
    public TenantId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("tenantId is required and must be a non-empty string");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("tenantId must be at most " + MAX_LENGTH + " characters");
        }
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("tenantId must start with a letter or digit and contain only lowercase"
                    + " letters, digits, hyphens, and underscores");
        }
    }

    /**
     * The tenant that a path segment names: {@code /ACME1/…} reaches {@code acme1}. Only ASCII letters are lowered, so
     * that no other character (the Kelvin sign, say) turns into one.
     *
     * @param segment percent-decoded
     * @throws IllegalArgumentException as the constructor
     */
    public static TenantId ofSegment(String segment) {
        return new TenantId(SEGMENT.matcher(segment).matches() ? segment.toLowerCase(Locale.ROOT) : segment);
    }

    /** Whether the id is a route of the server and so refused at registration. */
    public boolean isReserved() {
        return RESERVED.contains(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

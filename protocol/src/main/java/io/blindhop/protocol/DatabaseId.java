package io.blindhop.protocol;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names one database of a tenant (protocol 1.2): 1 to 64 characters that are safe in paths and keys. Case is kept:
 * {@code Sales} and {@code sales} are two databases.
 */
public record DatabaseId(String value) {
    public static final int MAX_LENGTH = 64;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public static final DatabaseId DIRECTORY = new DatabaseId("directory");
    public static final DatabaseId USER_DIRECTORY = new DatabaseId("userdirectory");

    /** @throws IllegalArgumentException if the value is not a database id; the message may be shown to a client */
    public DatabaseId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("dbId is required and must be a non-empty string");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "dbId \"" + value.substring(0, MAX_LENGTH) + "\"… must be at most " + MAX_LENGTH + " characters");
        }
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("dbId \"" + value + "\" must start with a letter or digit and contain"
                    + " only letters, digits, dots, hyphens, and underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.blindhop.signaling.message;

import io.blindhop.protocol.DatabaseId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names a room within its tenant: 1 to 80 characters. */
public record Room(String name) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,79}");
    private static final String OF_DATABASE = "db:";

    /** @throws IllegalArgumentException if it is no name of a room, or begins with {@code db:} and names no database */
    public Room {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "room must be 1 to 80 letters, digits, dots, underscores, colons and hyphens,"
                            + " and begin with a letter or digit");
        }
        if (name.startsWith(OF_DATABASE)) {
            new DatabaseId(name.substring(OF_DATABASE.length()));
        }
    }

    /** The database whose readers alone may come in. */
    public Optional<DatabaseId> database() {
        return name.startsWith(OF_DATABASE)
                ? Optional.of(new DatabaseId(name.substring(OF_DATABASE.length())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}

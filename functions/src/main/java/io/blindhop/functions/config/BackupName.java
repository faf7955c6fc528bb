package io.blindhop.functions.config;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a configuration that was replaced: {@code config.2026-01-31T12-00-00.000Z.json}. Names sort by time. No
 * other text becomes one, so that a name can be trusted as the name of a file.
 */
public record BackupName(String file) implements Comparable<BackupName> {
    private static final Pattern SHAPE =
            Pattern.compile("config\\.(\\d{4}-\\d{2}-\\d{2}T\\d{2})-(\\d{2})-(\\d{2}\\.\\d{3}Z)\\.json");

    /** @throws IllegalArgumentException if the text is no such name */
    public BackupName {
        if (!SHAPE.matcher(file).matches()) {
            throw new IllegalArgumentException("Invalid config backup filename");
        }
    }

    public static Optional<BackupName> of(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new BackupName(text)) : Optional.empty();
    }

    /** The name of what is replaced now: later than {@code newest}, whatever the clock says. */
    static BackupName at(Instant now, Optional<BackupName> newest) {
        BackupName name = at(now);
        return newest.filter(last -> last.compareTo(name) >= 0)
                .map(last -> at(Instant.parse(last.createdAt()).plusMillis(1)))
                .orElse(name);
    }

    /** @param existing names that are taken, newest first */
    public static BackupName next(Instant now, Iterable<BackupName> existing) {
        var names = existing.iterator();
        return at(now, names.hasNext() ? Optional.of(names.next()) : Optional.empty());
    }

    private static BackupName at(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        String precise = text.contains(".") ? text : text.replace("Z", ".000Z");
        return new BackupName("config." + precise.replace(':', '-') + ".json");
    }

    /** ISO 8601, UTC. */
    public String createdAt() {
        Matcher parts = SHAPE.matcher(file);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return parts.group(1) + ":" + parts.group(2) + ":" + parts.group(3);
    }

    @Override
    public int compareTo(BackupName other) {
        return file.compareTo(other.file);
    }
}

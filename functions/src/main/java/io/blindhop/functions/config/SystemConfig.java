package io.blindhop.functions.config;

import io.blindhop.protocol.auth.CapabilityRules;
import java.util.List;
import java.util.Optional;

/**
 * Who may use {@code /system/*}: the reference's {@code config.json}, which can be replaced while the node runs.
 *
 * <p>Nothing of it is remembered: what {@link #replace} has written counts for the next request on every function of the
 * node. The configuration before it is kept as a backup first.
 */
public interface SystemConfig {
    /** Backups beyond these are removed, the oldest first. */
    int MAX_BACKUPS = 100;

    /** The configuration as JSON text. */
    String json();

    /** @param json as {@link CapabilityRules#parse} reads it */
    BackupName replace(String json);

    /** Newest first, at most {@value #MAX_BACKUPS}. */
    List<BackupName> backups();

    /** A configuration as it was before; empty if there is no such backup. */
    Optional<String> backup(BackupName name);

    /** The rules of the configuration in force now. */
    default CapabilityRules rules() {
        return CapabilityRules.parse(json());
    }
}

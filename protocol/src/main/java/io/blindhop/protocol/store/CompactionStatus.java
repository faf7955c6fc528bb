package io.blindhop.protocol.store;

import java.util.OptionalLong;

/**
 * What maintenance did in a store; informational (protocol 7.15). Durations and times are milliseconds.
 *
 * @param lastCompactionAt empty if there was none
 */
public record CompactionStatus(
        boolean enabled,
        long compactionMinFiles,
        long compactionMaxBytes,
        long totalCompactions,
        long totalCompactedFiles,
        long totalCompactedBytes,
        long totalCompactionDurationMs,
        OptionalLong lastCompactionAt,
        long lastCompactedFiles,
        long lastCompactedBytes,
        long lastCompactionDurationMs) {
    /** Of a store that is never compacted. */
    public static final CompactionStatus NONE =
            new CompactionStatus(false, 0, 0, 0, 0, 0, 0, OptionalLong.empty(), 0, 0, 0);
}

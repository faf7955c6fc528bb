package io.blindhop.protocol.wire;

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
        long lastCompactionDurationMs) {}

package io.blindhop.infra.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resident memory of a process, as Linux counts it.
 *
 * @param residentBytes {@code VmRSS} of {@code /proc/<pid>/status}
 * @param peakBytes {@code VmHWM}: the most there ever was
 */
public record CopyMemory(long residentBytes, long peakBytes) {
    private static final long KIB = 1024;

    /** Empty if the process is gone. */
    static Optional<CopyMemory> of(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            var fields = lines.filter(line -> line.endsWith(" kB"))
                    .map(line -> line.split("[:\\s]+", -1))
                    .collect(java.util.stream.Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
            return Optional.ofNullable(fields.get("VmRSS"))
                    .map(resident -> new CopyMemory(resident * KIB, fields.get("VmHWM") * KIB));
        } catch (IOException | java.io.UncheckedIOException gone) {
            return Optional.empty();
        }
    }
}

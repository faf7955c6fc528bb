package io.blindhop.infra.node;

import io.blindhop.functions.config.BackupName;
import io.blindhop.functions.config.SystemConfig;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.InvalidCapabilitiesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The configuration of a local server in a file, its backups beside it. An edit by hand counts for the next request. */
public final class FileSystemConfig implements SystemConfig {
    private final Path file;
    private final InstantSource clock;

    private FileSystemConfig(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
    }

    /** @throws IOException if the file cannot be read or is not a configuration; the message names it */
    public static FileSystemConfig open(Path file, InstantSource clock) throws IOException {
        try {
            CapabilityRules.parse(Files.readString(file));
        } catch (InvalidCapabilitiesException e) {
            throw new IOException("The system configuration " + file + " cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("The system configuration " + file + " cannot be read: " + e, e);
        }
        return new FileSystemConfig(file, clock);
    }

    @Override
    public String json() {
        return read(file);
    }

    @Override
    public synchronized BackupName replace(String json) {
        List<BackupName> existing = names();
        BackupName name = BackupName.next(clock.instant(), existing);
        try {
            OwnerOnly.write(file.resolveSibling(name.file()), Files.readAllBytes(file));
            OwnerOnly.write(file, json.getBytes(StandardCharsets.UTF_8));
            for (BackupName old : existing.subList(Math.min(MAX_BACKUPS - 1, existing.size()), existing.size())) {
                Files.deleteIfExists(file.resolveSibling(old.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The system configuration " + file + " cannot be replaced", e);
        }
        return name;
    }

    @Override
    public List<BackupName> backups() {
        return names();
    }

    @Override
    public Optional<String> backup(BackupName name) {
        Path backup = file.resolveSibling(name.file());
        return Files.isRegularFile(backup) ? Optional.of(read(backup)) : Optional.empty();
    }

    private List<BackupName> names() {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> BackupName.of(path.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted(Collections.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The backups of " + file + " cannot be listed", e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The system configuration " + path + " cannot be read", e);
        }
    }
}

package io.blindhop.infra.node;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The master secrets of a local server, one line each, the newest first; those that were replaced say when:
 *
 * <pre>
 * 7H0f…
 * kX2b… 2026-01-31T12:00:00Z
 * </pre>
 *
 * <p>The file is looked at whenever a key is needed and read again when it has changed: a running server goes on with the
 * new secret from its next request. A secret is dropped by the first rotation after everything it signed has expired.
 */
public final class MasterSecretFile implements Supplier<List<MasterSecret>> {
    private final Path file;
    private volatile Loaded loaded;

    private record Line(Bytes secret, Optional<Instant> replaced) {}

    private record Stamp(Object key, Object modified, long size) {}

    private record Loaded(Stamp stamp, List<Line> lines) {}

    private MasterSecretFile(Path file) throws IOException {
        this.file = file;
        this.loaded = load();
    }

    /**
     * Makes the file with one secret if there is none.
     *
     * @throws IOException if the file cannot be read or has anything else in it
     */
    public static MasterSecretFile open(Path file, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            write(file, List.of(fresh(random)));
        }
        return new MasterSecretFile(file);
    }

    @Override
    public List<MasterSecret> get() {
        try {
            Loaded now = loaded;
            if (!now.stamp().equals(stamp())) {
                now = load();
                loaded = now;
            }
            return now.lines().stream()
                    .map(line -> MasterSecret.of(line.secret()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a new secret in front; the others are accepted for as long as something that they signed is valid. */
    public void rotate(Instant now, SecureRandom random) throws IOException {
        List<Line> lines = new ArrayList<>(List.of(fresh(random)));
        for (Line line : load().lines()) {
            Instant replaced = line.replaced().orElse(now);
            if (!now.isAfter(replaced.plus(Tokens.LIFETIME).plus(Tokens.MAX_SKEW))) {
                lines.add(new Line(line.secret(), Optional.of(replaced)));
            }
        }
        write(file, lines);
    }

    private static Line fresh(SecureRandom random) {
        byte[] secret = new byte[MasterSecret.MIN_BYTES];
        random.nextBytes(secret);
        return new Line(Bytes.wrap(secret), Optional.empty());
    }

    private static void write(Path file, List<Line> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.secret().toBase64());
            line.replaced().ifPresent(replaced -> text.append(' ').append(replaced));
            text.append('\n');
        }
        OwnerOnly.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Object key = Optional.ofNullable(attributes.fileKey());
        return new Stamp(key, attributes.lastModifiedTime(), attributes.size());
    }

    private Loaded load() throws IOException {
        // The stamp first: a file that is replaced in between is read once more than needed, not once less.
        Stamp stamp = stamp();
        List<Line> lines = new ArrayList<>();
        for (String text :
                Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            lines.add(parse(text));
        }
        if (lines.isEmpty()) {
            throw new IOException(file + " has no secret in it. Remove it to get a new one; all tokens end then");
        }
        return new Loaded(stamp, List.copyOf(lines));
    }

    private Line parse(String text) throws IOException {
        try {
            String[] parts = text.split(" ", 2);
            Bytes secret = Bytes.fromBase64(parts[0]);
            MasterSecret.of(secret);
            Optional<Instant> replaced = parts.length > 1 ? Optional.of(Instant.parse(parts[1])) : Optional.empty();
            return new Line(secret, replaced);
        } catch (RuntimeException e) {
            throw new IOException(
                    file + " has a line that is no secret: 32 bytes in base64, and the time at which it was replaced",
                    e);
        }
    }
}

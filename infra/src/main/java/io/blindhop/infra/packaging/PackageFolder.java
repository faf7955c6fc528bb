package io.blindhop.infra.packaging;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A package as the platform unpacks it. Files have one of two permissions and all the same time: the cache of a JVM knows jars
 * by their time and size, and equal packages shall be equal.
 */
record PackageFolder(Path path) {
    /** Also that of the entries of our jars. */
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final String PROGRAM = "rwxr-xr-x";
    private static final String DATA = "rw-r--r--";

    /** An empty one; what was there is removed. */
    static PackageFolder make(Path path) throws IOException {
        PackageFolder folder = new PackageFolder(path);
        if (Files.exists(path)) {
            folder.remove();
        }
        Files.createDirectories(path);
        return folder;
    }

    Path resolve(String file) {
        return path.resolve(file);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(withParent(resolve(file)), text);
        settle(resolve(file), DATA);
    }

    void writeProgram(String file, String text) throws IOException {
        Files.writeString(withParent(resolve(file)), text);
        settle(resolve(file), PROGRAM);
    }

    /** Copies a file, or a folder with everything in it; links become what they point to. */
    void copy(Path source, String target) throws IOException {
        try (Stream<Path> found = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                Path copied = withParent(resolve(target).resolve(source.relativize(file)));
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
                settle(copied, Files.isExecutable(file) ? PROGRAM : DATA);
            }
        }
    }

    /** Gives a file that somebody else has written the time and the permissions of data. */
    void adopt(String file) throws IOException {
        settle(resolve(file), DATA);
    }

    /** All files, in the order of their names. */
    List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile)
                    .sorted((one, other) -> name(one).compareTo(name(other)))
                    .toList();
        }
    }

    /** How a file is named in the zip. */
    String name(Path file) {
        return path.relativize(file).toString();
    }

    long bytes() throws IOException {
        long sum = 0;
        for (Path file : files()) {
            sum += Files.size(file);
        }
        return sum;
    }

    private static Path withParent(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        return target;
    }

    private static void settle(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Files.setLastModifiedTime(file, FileTime.from(TIME));
    }

    void remove() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

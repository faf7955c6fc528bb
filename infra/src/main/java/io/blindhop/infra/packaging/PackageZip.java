package io.blindhop.infra.packaging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * Packs a folder: the same files give the same bytes, as far as the compressor of the JDK is the same. The time zone of this
 * process is in the zip too, beside the times that do not depend on it; the launcher sets it to UTC.
 */
final class PackageZip {
    private PackageZip() {}

    /** @param zip is replaced */
    static void write(PackageFolder folder, Path zip) throws IOException {
        Files.deleteIfExists(zip);
        FileTime time = FileTime.from(PackageFolder.TIME);
        URI uri = URI.create("jar:" + zip.toUri());
        try (FileSystem archive =
                FileSystems.newFileSystem(uri, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            for (Path file : folder.files()) {
                Path entry = archive.getPath("/" + folder.name(file));
                makeParents(entry, time);
                Files.copy(file, entry);
                Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file));
                setTimes(entry, time);
            }
        }
    }

    private static void makeParents(Path entry, FileTime time) throws IOException {
        Path parent = entry.getParent();
        if (!Files.exists(parent)) {
            makeParents(parent, time);
            Files.createDirectory(parent);
            setTimes(parent, time);
        }
    }

    private static void setTimes(Path entry, FileTime time) throws IOException {
        Files.getFileAttributeView(entry, BasicFileAttributeView.class).setTimes(time, time, time);
    }
}

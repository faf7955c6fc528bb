package io.blindhop.infra.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The jar that Quarkus makes, as it is the same every time. Quarkus' build steps run beside each other. Two things in what they
 * generate follow from which of them was first, and no other: the order of the files, which is that of their names here, and
 * the {@link RecordedKeys}.
 */
public final class StableJar {
    private StableJar() {}

    /**
     * @param jar as it was built
     * @param stable is replaced; equal for all builds of the same sources with the same JDK
     */
    public static void write(Path jar, Path stable) throws IOException {
        RecordedKeys keys = new RecordedKeys();
        try (ZipFile built = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(stable))) {
            for (String name : names(built)) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(LocalDateTime.ofInstant(PackageFolder.TIME, ZoneOffset.UTC));
                out.putNextEntry(entry);
                byte[] file = built.getInputStream(built.getEntry(name)).readAllBytes();
                out.write(name.endsWith(".class") ? keys.renumbered(file) : file);
            }
        }
    }

    /** The manifest before all others, where those look for it that read a jar from its beginning. */
    private static List<String> names(ZipFile jar) {
        List<String> names = new ArrayList<>(
                jar.stream().map(ZipEntry::getName).distinct().sorted().toList());
        if (names.remove(JarFile.MANIFEST_NAME)) {
            names.addFirst(JarFile.MANIFEST_NAME);
        }
        return names;
    }

    /**
     * For {@code ./blindhop package reproducible}.
     *
     * @param jars one as it was built, and where to put the other
     */
    public static void main(String... jars) throws IOException {
        write(Path.of(jars[0]), Path.of(jars[1]));
    }
}

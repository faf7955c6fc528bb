package io.blindhop.infra.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Every program and library for Linux in a package, those in its jars included, by name. */
record Binaries(Map<String, ElfFile> byName) {
    /** @throws IOException naming the file that cannot be read */
    static Binaries of(PackageFolder folder) throws IOException {
        Map<String, ElfFile> found = new TreeMap<>();
        for (Path file : folder.files()) {
            String name = folder.name(file);
            if (name.endsWith(".jar")) {
                inJar(name, file, found);
            } else {
                try (FileChannel channel = FileChannel.open(file)) {
                    add(name, channel.map(MapMode.READ_ONLY, 0, channel.size()), found);
                }
            }
        }
        return new Binaries(Map.copyOf(found));
    }

    private static void inJar(String name, Path file, Map<String, ElfFile> found) throws IOException {
        try (ZipFile jar = new ZipFile(file.toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(name + "!/" + entry.getName(), ByteBuffer.wrap(in.readAllBytes()), found);
                    }
                }
            }
        }
    }

    private static void add(String name, ByteBuffer file, Map<String, ElfFile> found) throws IOException {
        if (!ElfFile.isElf(file)) {
            return;
        }
        try {
            found.put(name, ElfFile.read(file));
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** The newest version of the C library that one of them needs. */
    Optional<GlibcVersion> newestGlibc() {
        return byName.values().stream()
                .flatMap(file -> GlibcVersion.newest(file.versions()).stream())
                .max(GlibcVersion::compareTo);
    }

    /** What keeps one of them from being loaded on Lambda. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(byName).forEach((name, file) -> {
            if (file.machine() != ElfFile.X86_64) {
                problems.add(name + " is for machine " + file.machine() + ", the package for x86_64 (" + ElfFile.X86_64
                        + ")");
            }
            file.versions().stream()
                    .filter(version -> !GlibcVersion.isOnLambda(version))
                    .sorted()
                    .forEach(version -> problems.add(name + " needs " + version + "; Lambda has "
                            + GlibcVersion.OF_LAMBDA + ": build on an older Linux, or in a container"));
        });
        return problems;
    }
}

package io.blindhop.infra.packaging;

import io.blindhop.infra.lambda.LambdaLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks whether Lambda could run a package, without running it. */
final class PackageCheck {
    private PackageCheck() {}

    /** @throws PackagingException with everything that is wrong */
    static void require(Path unpacked) throws IOException {
        List<String> problems = problems(new PackageFolder(unpacked));
        if (!problems.isEmpty()) {
            throw new PackagingException("The package must not be used:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", problems));
        }
    }

    /** Everything that is wrong; empty for a good package. */
    static List<String> problems(PackageFolder folder) throws IOException {
        List<String> problems = new ArrayList<>();
        long bytes = folder.bytes();
        if (bytes >= LambdaLimits.UNPACKED_BYTES) {
            problems.add(
                    "It has " + bytes + " bytes unpacked; the service takes less than " + LambdaLimits.UNPACKED_BYTES);
        }
        for (String file : List.of(Bootstrap.FILE, Manifest.FILE, BillOfMaterials.FILE)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                problems.add(file + " is missing");
            }
        }
        if (!problems.isEmpty()) {
            return problems;
        }
        Binaries binaries = Binaries.of(folder);
        problems.addAll(binaries.problems());
        Manifest manifest = Manifest.parse(Files.readString(folder.resolve(Manifest.FILE)));
        problems.addAll(untrue(manifest, binaries));
        BillOfMaterials.unnamed(Files.readString(folder.resolve(BillOfMaterials.FILE)), libraries(folder))
                .forEach(jar -> problems.add(BillOfMaterials.FILE + " does not name " + jar));
        problems.addAll(HeapProbe.problems(folder, manifest.kind().program(), manifest.heapPercent()));
        return problems;
    }

    private static List<String> libraries(PackageFolder folder) throws IOException {
        return folder.files().stream()
                .filter(file -> file.startsWith(folder.resolve(Packager.LIBRARIES)))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static List<String> untrue(Manifest manifest, Binaries binaries) {
        List<String> problems = new ArrayList<>();
        require(problems, "architecture", manifest.architecture(), Manifest.ARCHITECTURE);
        require(problems, "cpuLevel", manifest.cpuLevel(), manifest.kind().cpuLevel());
        require(problems, "glibc", manifest.glibc(), glibc(binaries));
        if (!binaries.byName().containsKey(manifest.kind().program())) {
            problems.add(manifest.kind().program() + " is no program for Linux, or missing");
        }
        return problems;
    }

    static String glibc(Binaries binaries) {
        return binaries.newestGlibc().map(GlibcVersion::toString).orElse("none");
    }

    private static void require(List<String> problems, String what, String named, String found) {
        if (!named.equals(found)) {
            problems.add(Manifest.FILE + " says that " + what + " is " + named + "; it is " + found);
        }
    }
}

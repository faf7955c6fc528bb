package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.lambda.LambdaLimits;
import io.blindhop.infra.lambda.LambdaPackage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small packages, each with one thing wrong. */
class PackageCheckTest {
    @TempDir
    private Path temp;

    private PackageFolder folder;

    @BeforeEach
    void fill() throws IOException {
        folder = PackageFolder.make(temp.resolve("package"));
        folder.writeProgram(Bootstrap.FILE, Bootstrap.executable());
        program(ElfImage.needing("GLIBC_2.34", ElfFile.X86_64).array());
        folder.write(BillOfMaterials.FILE, "{\"components\":[{\"group\":\"org.a\",\"name\":\"b\",\"version\":\"1\"}]}");
        jar(Packager.LIBRARIES + "/org.a.b-1.jar", "a.txt", new byte[0]);
        manifest("x86_64", "x86-64-v3", "GLIBC_2.34", Bootstrap.NATIVE_HEAP_PERCENT);
    }

    private void program(byte[] file) throws IOException {
        Files.write(folder.resolve(PackageKind.NATIVE.program()), file);
    }

    private void jar(String name, String entry, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry(entry));
            jar.write(content);
        }
        folder.adopt(name);
    }

    private void manifest(String architecture, String cpuLevel, String glibc, int heapPercent) throws IOException {
        folder.write(
                Manifest.FILE,
                new Manifest(PackageKind.NATIVE, "1", architecture, cpuLevel, glibc, "test", heapPercent, 1).toJson());
    }

    @Test
    void aGoodPackageHasNoProblems() throws IOException {
        assertThat(PackageCheck.problems(folder)).isEmpty();
    }

    @Test
    void aPackageOfTheWholeLimitIsTooLarge() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            sparse.setLength(LambdaLimits.UNPACKED_BYTES - folder.bytes());
        }
        assertThat(PackageCheck.problems(folder)).singleElement().asString().contains("262144000 bytes unpacked");
    }

    @Test
    void aProgramThatNeedsANewerCLibraryIsNamed() throws IOException {
        program(ElfImage.needing("GLIBC_2.36", ElfFile.X86_64).array());
        manifest("x86_64", "x86-64-v3", "GLIBC_2.36", Bootstrap.NATIVE_HEAP_PERCENT);
        assertThat(PackageCheck.problems(folder))
                .singleElement()
                .asString()
                .contains("blindhop needs GLIBC_2.36", "GLIBC_2.34");
    }

    @Test
    void aLibraryThatTheBillDoesNotNameIsNamed() throws IOException {
        jar(Packager.LIBRARIES + "/org.a.b-2.jar", "a.txt", new byte[0]);
        assertThat(PackageCheck.problems(folder)).containsExactly("bom.json does not name org.a.b-2.jar");
    }

    @Test
    void aLibraryInsideOfAJarIsLookedAtToo() throws IOException {
        jar(
                "a.jar",
                "native/libz.so",
                ElfImage.needing("GLIBC_ABI_DT_RELR", ElfFile.X86_64).array());
        assertThat(PackageCheck.problems(folder))
                .singleElement()
                .asString()
                .contains("a.jar!/native/libz.so needs GLIBC_ABI_DT_RELR");
    }

    @Test
    void aProgramForAnotherMachineIsNamed() throws IOException {
        program(ElfImage.needing("GLIBC_2.34", 183).array());
        assertThat(PackageCheck.problems(folder)).singleElement().asString().contains("blindhop is for machine 183");
    }

    @Test
    void aBootstrapWithAFixedHeapIsRefused() throws IOException {
        folder.writeProgram(Bootstrap.FILE, "#!/bin/sh\nexec \"$LAMBDA_TASK_ROOT/blindhop\" -Xmx358m\n");
        assertThat(PackageCheck.problems(folder))
                .anyMatch(problem -> problem.contains("With 10240 MB") && problem.contains("-Xmx7168m"));
    }

    @Test
    void aManifestThatIsNotTrueIsRefused() throws IOException {
        manifest("arm64", "x86-64", "GLIBC_2.17", Bootstrap.NATIVE_HEAP_PERCENT - 1);
        assertThat(PackageCheck.problems(folder))
                .anyMatch(problem -> problem.contains("architecture is arm64; it is x86_64"))
                .anyMatch(problem -> problem.contains("cpuLevel is x86-64; it is x86-64-v3"))
                .anyMatch(problem -> problem.contains("glibc is GLIBC_2.17; it is GLIBC_2.34"))
                .anyMatch(problem -> problem.contains("-Xmx353m"));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve(BillOfMaterials.FILE));
        Files.delete(folder.resolve(Manifest.FILE));
        assertThat(PackageCheck.problems(folder)).containsExactly("manifest.json is missing", "bom.json is missing");
    }

    @Test
    void theSameFilesGiveTheSameZipAndComeBackWithTheirTimeAndPermissions() throws IOException {
        Path one = temp.resolve("one.zip");
        Path other = temp.resolve("other.zip");
        PackageZip.write(folder, one);
        PackageFolder copy = PackageFolder.make(temp.resolve("copy"));
        copy.copy(folder.path(), "");
        PackageZip.write(copy, other);
        assertThat(other).hasSameBinaryContentAs(one);
        Path unpacked = LambdaPackage.open(one, Files.createDirectory(temp.resolve("unpacked")));
        assertThat(Files.getLastModifiedTime(unpacked.resolve(Manifest.FILE)).toInstant())
                .isEqualTo(PackageFolder.TIME);
        assertThat(unpacked.resolve(Bootstrap.FILE)).isExecutable();
        assertThat(Files.isExecutable(unpacked.resolve(Manifest.FILE))).isFalse();
        assertThat(PackageCheck.problems(new PackageFolder(unpacked))).isEmpty();
    }
}

package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaPackageTest {
    @TempDir
    private Path folder;

    private Path unpacked;

    @BeforeEach
    void makeTarget() throws IOException {
        unpacked = Files.createDirectory(folder.resolve("unpacked"));
    }

    @Test
    void aZipIsUnpackedWithItsPermissions() throws Exception {
        Path zip = folder.resolve("function.zip");
        URI uri = URI.create("jar:" + zip.toUri());
        try (FileSystem archive =
                FileSystems.newFileSystem(uri, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Files.createDirectory(archive.getPath("/lib"));
            write(archive.getPath("/lib/data"), "rw-r--r--");
            write(archive.getPath("/bootstrap"), "rwxr-xr-x");
        }
        Path task = LambdaPackage.open(zip, unpacked);
        assertThat(task).isEqualTo(unpacked);
        assertThat(task.resolve("bootstrap")).isExecutable().content().isEqualTo("bootstrap");
        assertThat(task.resolve("lib/data")).content().isEqualTo("data");
        assertThat(Files.isExecutable(task.resolve("lib/data"))).isFalse();
    }

    private static void write(Path file, String permissions) throws IOException {
        Files.writeString(file, file.getFileName().toString());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aFolderIsUsedAsItIs() throws Exception {
        assertThat(LambdaPackage.open(folder, unpacked)).isEqualTo(folder.toAbsolutePath());
    }

    @Test
    void aPackageThatIsTooLargeUnpackedIsRefused() throws Exception {
        Path zip = folder.resolve("function.zip");
        byte[] mebibyte = new byte[1 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            for (long left = LambdaLimits.UNPACKED_BYTES; left >= 0; left -= mebibyte.length) {
                out.write(mebibyte);
            }
        }
        assertThatThrownBy(() -> LambdaPackage.open(zip, unpacked))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("262144000");
    }

    @Test
    void whatIsNeitherFolderNorZipIsRefused() throws Exception {
        assertThatThrownBy(() -> LambdaPackage.open(folder.resolve("nothing"), unpacked))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("neither a folder nor a zip");
        Path text = folder.resolve("text");
        try (OutputStream out = Files.newOutputStream(text)) {
            out.write(new byte[100]);
        }
        assertThatThrownBy(() -> LambdaPackage.open(text, unpacked))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a zip");
    }
}

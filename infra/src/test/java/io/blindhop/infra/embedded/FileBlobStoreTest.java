package io.blindhop.infra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.blob.BlobStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path folder;

    private FileBlobStore blobs;

    @BeforeEach
    void open() {
        blobs = FileBlobStore.open(folder, BlobMeter.NONE);
    }

    @AfterEach
    void close() {
        blobs.close();
    }

    @Override
    protected BlobStore blobs() {
        return blobs;
    }

    @Test
    void everythingIsFoundAfterClosingAndOpening() {
        blobs.put("a/b", List.of(Bytes.utf8("x")));
        blobs.close();
        open();
        assertThat(blobs.get("a/b", 0, 1)).contains(Bytes.utf8("x"));
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FileBlobStore.open(folder, BlobMeter.NONE))
                .withMessageContaining("another server uses the folder");
    }

    @Test
    void whatACrashLeftUnfinishedIsNoObjectAndGoes() throws Exception {
        Path left = folder.resolve("unfinished").resolve("1");
        Files.writeString(left, "half an obj");
        assertThat(blobs.list("", "")).isEmpty();
        blobs.close();
        open();
        assertThat(left).doesNotExist();
    }

    @Test
    void noFileNameHasACapitalLetter() throws Exception {
        blobs.put("Sales/ÄB/Z.PACK", List.of(Bytes.utf8("x")));
        try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
            assertThat(files.map(file -> folder.relativize(file).toString()))
                    .contains("objects/%53ales/%c3%84%42/%5a%2e%50%41%43%4b.b")
                    .allSatisfy(file -> assertThat(file).isEqualTo(file.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void removingTheLastObjectRemovesItsFoldersAndTheyCanComeBack() throws Exception {
        blobs.put("a/b/c", List.of(Bytes.utf8("x")));
        blobs.put("a/d", List.of(Bytes.utf8("y")));
        blobs.delete(List.of("a/b/c"));
        try (Stream<Path> left = Files.list(folder.resolve("objects/a"))) {
            assertThat(left).containsExactly(folder.resolve("objects/a/d.b"));
        }
        blobs.put("a/b/c", List.of(Bytes.utf8("z")));
        assertThat(blobs.get("a/b/c", 0, 1)).contains(Bytes.utf8("z"));
    }
}

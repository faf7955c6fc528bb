package io.blindhop.infra.embedded;

import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A SQLite file and a folder of objects, as the local server has them. */
record EmbeddedStores(SqliteTable table, FileBlobStore blobs) implements AutoCloseable {
    static EmbeddedStores in(Path folder) {
        try {
            Path own = Files.createTempDirectory(folder, "store");
            return new EmbeddedStores(
                    SqliteTable.open(own, TableMeter.NONE, InstantSource.system()),
                    FileBlobStore.open(own.resolve("objects"), BlobMeter.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        table.close();
        blobs.close();
    }
}

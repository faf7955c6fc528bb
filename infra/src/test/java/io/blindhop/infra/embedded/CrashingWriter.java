package io.blindhop.infra.embedded;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A program that stores an object and an item under the same name, prints the name once both are acknowledged, and goes
 * on until it is killed. Started by {@link EmbeddedCrashTest}.
 */
final class CrashingWriter {
    private static final int THREADS = 8;

    private CrashingWriter() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (SqliteTable table = SqliteTable.open(folder, TableMeter.NONE, InstantSource.system());
                FileBlobStore blobs = FileBlobStore.open(folder, BlobMeter.NONE)) {
            List<Thread> threads = IntStream.range(0, THREADS)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> writeForEver(args[1] + "-" + i, table, blobs)))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void writeForEver(String writer, SqliteTable table, FileBlobStore blobs) {
        try {
            for (int i = 0; ; i++) {
                String name = writer + "/" + i;
                blobs.put(name, List.of(Bytes.utf8(name)));
                table.put(Item.of(new Key("p", name)).text("t", name).build(), Condition.ABSENT);
                synchronized (CrashingWriter.class) {
                    System.out.println(name);
                }
            }
        } catch (ConditionFailedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.blindhop.infra.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCrashTest {
    private static final int ACKNOWLEDGED = 300;

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void everythingAcknowledgedIsFoundAfterAKill() throws Exception {
        List<String> acknowledged = new ArrayList<>(writeUntilKilled("first"));
        acknowledged.addAll(writeUntilKilled("second"));
        assertThat(acknowledged).hasSizeGreaterThan(2 * ACKNOWLEDGED - 3);
        try (SqliteTable table = SqliteTable.open(folder, TableMeter.NONE, InstantSource.system());
                FileBlobStore blobs = FileBlobStore.open(folder, BlobMeter.NONE)) {
            for (String name : acknowledged) {
                Key key = new Key("p", name);
                assertThat(table.get(key, Consistency.STRONG))
                        .contains(Item.of(key).text("t", name).build());
                assertThat(blobs.get(name, 0, name.length())).contains(Bytes.utf8(name));
            }
        }
    }

    private List<String> writeUntilKilled(String writer) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString(),
                        writer)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String name = out.readLine();
            while (name != null) {
                acknowledged.add(name);
                if (acknowledged.size() == ACKNOWLEDGED) {
                    // By its handle: the process would close its output, and what it has said is to be read to the end.
                    process.toHandle().destroyForcibly();
                }
                name = out.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        // The last line may be cut where the process was killed.
        acknowledged.removeLast();
        return acknowledged;
    }
}

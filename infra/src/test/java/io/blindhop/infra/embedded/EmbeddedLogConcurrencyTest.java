package io.blindhop.infra.embedded;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogConcurrencyContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLogConcurrencyTest extends LogConcurrencyContract {
    @TempDir
    private Path folder;

    private EmbeddedStores stores;

    @BeforeEach
    void open() {
        stores = EmbeddedStores.in(folder);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected Lab newLab() {
        return Lab.ofOneProcess(stores.table(), stores.blobs(), new SettableClock(1_800_000_000_000L));
    }
}

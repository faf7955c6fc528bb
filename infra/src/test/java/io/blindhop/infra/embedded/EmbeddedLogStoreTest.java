package io.blindhop.infra.embedded;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLogStoreTest extends ContentAddressedStoreContract {
    @TempDir
    private Path folder;

    private EmbeddedStores stores;

    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        stores = EmbeddedStores.in(folder);
        return new LogStore(
                new LogContext(stores.table(), stores.blobs(), clock, new SecureRandom(), Thread::sleep), Lab.STORE);
    }

    @AfterEach
    void close() {
        stores.close();
    }
}

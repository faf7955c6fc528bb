package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Clock;
import java.util.SplittableRandom;

/** The contract of every store, with eventually consistent reads that lag behind. */
class LogStoreTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        return new LogStore(
                new LogContext(new StaleTable(), new InMemoryBlobStore(), clock, new SplittableRandom(1), pause -> {}),
                Lab.STORE);
    }
}

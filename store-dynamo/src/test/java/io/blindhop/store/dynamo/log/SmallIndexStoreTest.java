package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Clock;
import java.util.SplittableRandom;

/** The contract of every store where next to everything is found in runs, and nothing is kept in memory. */
class SmallIndexStoreTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        return new LogStore(
                new LogContext(new StaleTable(), new InMemoryBlobStore(), clock, new SplittableRandom(1), pause -> {})
                        .with(new ProcessCache(0), Lab.SMALL_INDEX),
                Lab.STORE);
    }
}

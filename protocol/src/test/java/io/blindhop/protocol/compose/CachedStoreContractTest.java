package io.blindhop.protocol.compose;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import java.time.Clock;

class CachedStoreContractTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        return new CachedStore(
                new InMemoryContentAddressedStore(clock, "epoch"), new InMemoryEntryCache(), new Flights());
    }
}

package io.blindhop.protocol.store;

import java.time.Clock;

class InMemoryContentAddressedStoreTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        return new InMemoryContentAddressedStore(clock, "epoch-of-the-test");
    }
}

package io.blindhop.functions.merge;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Two stores as one, by way of two processes that take turns. */
class MergedStoreContractTest extends ContentAddressedStoreContract {
    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        MergeBench bench = new MergeBench();
        List<Source> sources = List.of(
                new Source("a", new InMemoryContentAddressedStore(clock, "epoch of a")),
                new Source("b", new InMemoryContentAddressedStore(clock, "epoch of b")));
        List<ContentAddressedStore> processes = List.of(bench.process(sources), bench.process(sources));
        AtomicInteger calls = new AtomicInteger();
        return new EachCallAnother(() -> processes.get(calls.getAndIncrement() % processes.size()));
    }
}

package io.blindhop.functions.hop;

import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.ContentAddressedStore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An origin, a hop in front of it that lies when it is told to, and an honest hop in front of that one. */
final class MaliciousLab implements AutoCloseable {
    private final AtomicReference<LyingStores> evil = new AtomicReference<>();
    private final Chain chain;

    MaliciousLab(HopMode honest) {
        this.chain = new Chain()
                .add(
                        HopMode.PASSTHROUGH,
                        stores -> {
                            evil.set(new LyingStores(stores));
                            return evil.get();
                        },
                        link -> link)
                .add(honest);
    }

    Chain chain() {
        return chain;
    }

    TestTenant at(int node) {
        return chain.at(node);
    }

    void lieAbout(String dbId, UnaryOperator<ContentAddressedStore> lie) {
        DatabaseId about = new DatabaseId(dbId);
        evil.get().lie((database, store) -> database.equals(about) ? lie.apply(store) : store);
    }

    void tellTheTruth() {
        evil.get().lie((database, store) -> store);
    }

    @Override
    public void close() {
        chain.close();
    }
}

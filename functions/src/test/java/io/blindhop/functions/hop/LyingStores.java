package io.blindhop.functions.hop;

import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.node.Stores;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.function.BiFunction;

/** What makes a malicious hop: behind an honest door, stores that lie while {@link #lie} says so. */
final class LyingStores implements Stores {
    private final Stores honest;
    private volatile BiFunction<DatabaseId, ContentAddressedStore, ContentAddressedStore> lie = (dbId, store) -> store;

    LyingStores(Stores honest) {
        this.honest = honest;
    }

    void lie(BiFunction<DatabaseId, ContentAddressedStore, ContentAddressedStore> next) {
        lie = next;
    }

    @Override
    public ContentAddressedStore open(
            Tenant tenant, DatabaseId dbId, StoreKind kind, PutGuard guard, PutAccount account, Via via) {
        return lie.apply(dbId, honest.open(tenant, dbId, kind, guard, account, via));
    }

    @Override
    public void refreshDirectory(Tenant tenant, Via via, Freshness freshness) {
        honest.refreshDirectory(tenant, via, freshness);
    }

    @Override
    public boolean givesReceipts(Tenant tenant, DatabaseId dbId, Via via, boolean attested) {
        return honest.givesReceipts(tenant, dbId, via, attested);
    }

    @Override
    public void register(Tenant tenant, Via via) {
        honest.register(tenant, via);
    }
}

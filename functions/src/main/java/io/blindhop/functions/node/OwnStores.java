package io.blindhop.functions.node;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;

/** Every store of an origin is its own. */
public record OwnStores(LogContext storage) implements Stores {
    @Override
    public ContentAddressedStore open(
            Tenant tenant, DatabaseId dbId, StoreKind kind, PutGuard guard, PutAccount account, Via via) {
        return new SideBySide(new LogStore(storage, tenant.store(dbId.value(), kind), guard, account));
    }

    /** There is no other directory. */
    @Override
    public void refreshDirectory(Tenant tenant, Via via, Freshness freshness) {}

    @Override
    public void register(Tenant tenant, Via via) {}
}

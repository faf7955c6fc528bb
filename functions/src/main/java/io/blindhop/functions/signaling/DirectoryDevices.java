package io.blindhop.functions.signaling;

import io.blindhop.functions.gate.AccessGate;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.Stores;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.Callers;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.signaling.node.Devices;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the directory with the same rules as for requests of sync. */
final class DirectoryDevices implements Devices {
    private final Callers callers;
    private final Stores stores;
    private final Optional<SubscribedStores> watched;

    /** @param watched is told of whom is asked for the head: only who subscribes asks */
    DirectoryDevices(NodeServices services, Optional<SubscribedStores> watched) {
        this.callers = new Callers(services);
        this.stores = services.stores();
        this.watched = watched;
    }

    @Override
    public Optional<Standing> standing(Realm.OfTenant realm, String deviceKey) {
        return callers.find(realm, deviceKey).map(caller -> new OfCaller(stores, watched, caller));
    }

    private record OfCaller(Stores stores, Optional<SubscribedStores> watched, Caller caller) implements Standing {
        @Override
        public boolean mayOpen(DatabaseId dbId) {
            return new AccessGate(caller.scope()).whyClosed(dbId, caller).isEmpty();
        }

        @Override
        public StoreHead head(DatabaseId dbId, StoreKind kind) {
            Tenant tenant = caller.scope().tenant();
            Supplier<StoreHead> head = () -> stores.open(tenant, dbId, kind, PutGuard.NONE, PutAccount.NONE, Via.NONE)
                    .head();
            // Before it is told: what comes after that is a change.
            watched.ifPresent(all -> all.add(tenant.store(dbId.value(), kind), head));
            return head.get();
        }
    }
}

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
import java.util.Optional;

/** Asks the directory with the same rules as for requests of sync. */
final class DirectoryDevices implements Devices {
    private final Callers callers;
    private final Stores stores;

    DirectoryDevices(NodeServices services) {
        this.callers = new Callers(services);
        this.stores = services.stores();
    }

    @Override
    public Optional<Standing> standing(Realm.OfTenant realm, String deviceKey) {
        return callers.find(realm, deviceKey).map(caller -> new OfCaller(stores, caller));
    }

    private record OfCaller(Stores stores, Caller caller) implements Standing {
        @Override
        public boolean mayOpen(DatabaseId dbId) {
            return new AccessGate(caller.scope()).whyClosed(dbId, caller).isEmpty();
        }

        @Override
        public StoreHead head(DatabaseId dbId, StoreKind kind) {
            return stores.open(caller.scope().tenant(), dbId, kind, PutGuard.NONE, PutAccount.NONE, Via.NONE)
                    .head();
        }
    }
}

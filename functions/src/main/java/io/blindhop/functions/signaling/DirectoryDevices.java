package io.blindhop.functions.signaling;

import io.blindhop.functions.gate.AccessGate;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.Callers;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.signaling.node.Devices;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import java.util.Optional;

/** Asks the directory with the same rules as for requests of sync. */
final class DirectoryDevices implements Devices {
    private final Callers callers;
    private final LogContext storage;

    DirectoryDevices(NodeServices services) {
        this.callers = new Callers(services);
        this.storage = services.storage();
    }

    @Override
    public Optional<Standing> standing(Realm.OfTenant realm, String deviceKey) {
        return callers.find(realm, deviceKey).map(caller -> new OfCaller(storage, caller));
    }

    private record OfCaller(LogContext storage, Caller caller) implements Standing {
        @Override
        public boolean mayOpen(DatabaseId dbId) {
            return new AccessGate(caller.scope())
                    .whyClosed(dbId, caller.deviceKey())
                    .isEmpty();
        }

        @Override
        public StoreHead head(DatabaseId dbId, StoreKind kind) {
            return new LogStore(storage, caller.scope().tenant().store(dbId.value(), kind)).head();
        }
    }
}

package io.blindhop.functions.hop;

import io.blindhop.functions.replica.Peer;
import io.blindhop.functions.replica.Replication;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.dynamo.tenant.TenantStores;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The upstream of a store-and-forward hop, with which every database is exchanged that is open here: those that were
 * configured, or all of which anybody has asked for here.
 */
final class UpstreamPeers implements Replication.Peers {
    private final LogContext storage;
    private final HopOptions options;
    private final Upstream upstream;
    private final TenantRegistry registry;

    UpstreamPeers(LogContext storage, HopOptions options, Upstream upstream, TenantRegistry registry) {
        this.storage = storage;
        this.options = options;
        this.upstream = upstream;
        this.registry = registry;
    }

    /** Nobody in the other modes. */
    @Override
    public List<String> tenants() {
        return isActive() ? registry.list() : List.of();
    }

    private boolean isActive() {
        return options.mode() == HopMode.STORE_AND_FORWARD;
    }

    @Override
    public List<Peer> of(Tenant tenant) {
        if (!isActive()) {
            return List.of();
        }
        return List.of(upstream.peer(tenant, databases(tenant), !options.readOnly(), options.forwardEvery()));
    }

    private Set<DatabaseId> databases(Tenant tenant) {
        Set<DatabaseId> databases = new HashSet<>(options.databases());
        if (databases.isEmpty()) {
            databases.add(DatabaseId.USER_DIRECTORY);
            TenantStores.of(storage.table(), tenant).forEach(store -> databases.add(new DatabaseId(store.dbId())));
        }
        databases.add(DatabaseId.DIRECTORY);
        return databases;
    }
}

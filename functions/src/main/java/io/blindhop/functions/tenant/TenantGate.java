package io.blindhop.functions.tenant;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.directory.DirectoryProjector;
import io.blindhop.store.dynamo.directory.DirectoryView;
import io.blindhop.store.dynamo.log.LogReader;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.util.Optional;

/** Finds the tenant that a URL names, with a directory in which everything that was acknowledged is in force. */
public final class TenantGate {
    private final NodeServices services;
    private final DirectoryProjector projector;

    public TenantGate(NodeServices services) {
        this.services = services;
        this.projector = new DirectoryProjector(services.storage(), services.tenants());
    }

    /**
     * Two read units: the tenant with its mark, and the tail of its directory.
     *
     * @throws HttpError 400 if the segment cannot be a tenant id, 404 if there is no such tenant
     * @throws StoreUnavailableException if the tenant has gone on in a later generation than this process is of
     */
    public TenantScope open(HttpRequest request) {
        return open(request, Freshness.BOUNDED);
    }

    /** @param freshness of the directory, where it is followed from another node */
    TenantScope open(HttpRequest request, Freshness freshness) {
        TenantId id;
        try {
            id = TenantId.ofSegment(request.parameter("tenantId"));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        return find(id, Hops.of(request), freshness)
                .orElseThrow(() -> new HttpError(
                        404,
                        "Tenant " + id + " not found on server "
                                + services.identity().username()));
    }

    /** Likewise, for who is not a request; empty if there is no such tenant. */
    public Optional<TenantScope> find(TenantId id) {
        return find(id, Via.NONE, Freshness.BOUNDED);
    }

    private Optional<TenantScope> find(TenantId id, Via via, Freshness freshness) {
        return services.tenants().find(id.value()).map(found -> {
            Figures.ofWork().tenant(id);
            boolean whole = isWhole(found);
            services.stores().refreshDirectory(found.tenant(), via, freshness);
            Optional<LogReader.End> state = projector.catchUp(found.tenant(), found.projectedUpTo());
            DirectoryView directory = new DirectoryView(services.storage(), found.tenant(), state);
            return new TenantScope(found.tenant(), directory, whole, found.metering(), via);
        });
    }

    private boolean isWhole(TenantRegistry.Found found) {
        int own = services.storage().generation().number();
        int confirmed = found.confirmedIn().number();
        if (confirmed > own) {
            throw new StoreUnavailableException(found.tenant() + " has gone on in generation " + confirmed
                    + " and this process is of generation " + own
                    + "; it may be a remainder from before the table was restored");
        }
        return confirmed == own;
    }

    /** Puts what was just written to the directory in force. */
    public void directoryChanged(TenantScope scope) {
        services.stores().refreshDirectory(scope.tenant(), scope.via(), Freshness.NOW);
        services.tenants()
                .find(scope.tenant().id())
                .filter(found ->
                        found.tenant().incarnation().equals(scope.tenant().incarnation()))
                .ifPresent(found -> projector.catchUp(found.tenant(), found.projectedUpTo()));
    }
}

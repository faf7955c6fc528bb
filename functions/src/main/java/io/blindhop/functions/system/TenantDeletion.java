package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.SystemPrincipal;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantDeletions;
import io.blindhop.store.dynamo.tenant.TenantRegistry;

/**
 * Deletes tenants and brings them back. A deletion takes effect with the answer and can be undone by an operator until its
 * time is over; a tenant's own administrator may delete it, but not bring it back.
 */
final class TenantDeletion {
    private final NodeServices services;
    private final TenantDeletions deletions;

    TenantDeletion(NodeServices services) {
        this.services = services;
        this.deletions = new TenantDeletions(services.storage().table(), services.tenants());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.delete(
                "/system/tenants/:tenantId", gate.allowed(this::isOwnAdmin, (request, principal) -> delete(request)));
        routes.post("/system/tenants/:tenantId/restore", gate.allowed((request, principal) -> restore(request)));
    }

    private boolean isOwnAdmin(HttpRequest request, SystemPrincipal principal) {
        return services.tenants()
                .find(TenantSegment.of(request).value())
                .map(found -> Pem.sameKey(found.tenant().adminSigningPublicKey(), principal.publicSignKey()))
                .orElse(false);
    }

    private HttpResponse delete(HttpRequest request) {
        TenantId id = TenantSegment.of(request);
        Tenant tenant = services.tenants()
                .find(id.value())
                .map(TenantRegistry.Found::tenant)
                .orElseThrow(TenantDeletion::notFound);
        if (!deletions.delete(tenant, services.clock().instant())) {
            throw notFound();
        }
        return Json.whole(200, out -> NodeResponses.done(out, "Tenant " + id + " removed"));
    }

    private HttpResponse restore(HttpRequest request) {
        TenantId id = TenantSegment.of(request);
        if (!deletions.restore(id.value())) {
            throw new HttpError(404, "There is no deleted tenant " + id + " that could be brought back");
        }
        return Json.whole(200, out -> NodeResponses.done(out, "Tenant " + id + " is back"));
    }

    private static HttpError notFound() {
        return new HttpError(404, "Tenant not found");
    }
}

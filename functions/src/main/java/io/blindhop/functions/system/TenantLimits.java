package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.wire.QuotaMessages;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantQuotas;
import io.blindhop.store.dynamo.tenant.TenantRegistry;

/** What a tenant has stored and how much it may store; not in the reference, see {@link QuotaMessages}. */
final class TenantLimits {
    private final NodeServices services;
    private final TenantQuotas quotas;

    TenantLimits(NodeServices services) {
        this.services = services;
        this.quotas =
                new TenantQuotas(services.storage(), services.options().limits().quota());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.get("/system/tenants/:tenantId/usage", gate.allowed((request, principal) -> usage(tenant(request))));
        routes.put("/system/tenants/:tenantId/quota", gate.allowed((request, principal) -> set(request)));
    }

    private HttpResponse set(HttpRequest request) {
        Tenant tenant = tenant(request);
        Quota quota = QuotaMessages.quota(request.body());
        quotas.set(tenant, quota);
        return usage(tenant);
    }

    private HttpResponse usage(Tenant tenant) {
        return Json.whole(200, out -> QuotaMessages.usage(out, new TenantId(tenant.id()), quotas.usage(tenant)));
    }

    private Tenant tenant(HttpRequest request) {
        return services.tenants()
                .find(TenantSegment.of(request).value())
                .map(TenantRegistry.Found::tenant)
                .orElseThrow(() -> new HttpError(404, "Tenant not found"));
    }
}

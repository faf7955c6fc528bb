package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import java.util.List;

/** The operator API (protocol 3.8). */
public final class SystemRoutes {
    private final NodeServices services;

    public SystemRoutes(NodeServices services) {
        this.services = services;
    }

    public void addTo(Router.Builder routes) {
        SystemGate gate = new SystemGate(services);
        TenantRegistration registration = new TenantRegistration(services);
        new SystemLogin(services).addTo(routes, gate);
        routes.get("/system/tenants", gate.allowed((request, principal) -> tenants()));
        routes.post("/system/tenants/:tenantId", gate.allowed((request, principal) -> registration.handle(request)));
        new TenantExport(services).addTo(routes, gate);
        new TenantDeletion(services).addTo(routes, gate);
        new SyncServerRoutes(services).addTo(routes, gate);
        new TenantLimits(services).addTo(routes, gate);
        new UserRoutes(services).addTo(routes, gate);
        new TrustedServerRoutes(services).addTo(routes, gate);
        new ConfigRoutes(services.config()).addTo(routes, gate);
    }

    private HttpResponse tenants() {
        List<TenantId> ids =
                services.tenants().list().stream().map(TenantId::new).toList();
        return Json.whole(200, out -> NodeResponses.tenants(out, Feed.of(ids)));
    }
}

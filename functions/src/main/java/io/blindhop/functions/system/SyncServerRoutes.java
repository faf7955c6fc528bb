package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.protocol.wire.OperatorRequests;
import io.blindhop.protocol.wire.OperatorResponses;
import io.blindhop.protocol.wire.SyncServer;
import io.blindhop.store.dynamo.tenant.SyncServers;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.util.List;

/** With which servers a tenant is to be synchronised, and having that done now. */
final class SyncServerRoutes {
    private static final String TENANT = "/system/tenants/:tenantId";

    private final NodeServices services;
    private final SyncUrls urls;
    private final SyncNow now;

    SyncServerRoutes(NodeServices services) {
        this.services = services;
        this.now = new SyncNow(services);
        this.urls = new SyncUrls(services.options().operator().insecureSyncServers());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.put(TENANT, gate.allowed((request, principal) -> update(request)));
        routes.get(TENANT + "/sync-servers", gate.allowed((request, principal) -> list(request)));
        routes.post(TENANT + "/sync-servers", gate.allowed((request, principal) -> put(request)));
        routes.delete(TENANT + "/sync-servers/:serverName", gate.allowed((request, principal) -> remove(request)));
        routes.post(TENANT + "/trigger-sync", gate.allowed((request, principal) -> trigger(request)));
    }

    private Tenant tenant(HttpRequest request) {
        return services.tenants()
                .find(TenantSegment.of(request).value())
                .map(TenantRegistry.Found::tenant)
                .orElseThrow(() -> new HttpError(404, "Tenant not found"));
    }

    private SyncServers serversOf(Tenant tenant) {
        return new SyncServers(services.storage().table(), tenant);
    }

    private HttpResponse update(HttpRequest request) {
        Tenant tenant = tenant(request);
        OperatorRequests.updateTenant(request.body()).ifPresent(wanted -> {
            wanted.forEach(server -> urls.require(server.url()));
            SyncServers servers = serversOf(tenant);
            List<String> names = wanted.stream().map(SyncServer::name).toList();
            wanted.forEach(servers::put);
            servers.list().stream()
                    .map(SyncServer::name)
                    .filter(name -> !names.contains(name))
                    .forEach(servers::remove);
        });
        return Json.whole(200, out -> NodeResponses.done(out, "Tenant " + tenant.id() + " updated"));
    }

    private HttpResponse list(HttpRequest request) {
        List<SyncServer> servers = serversOf(tenant(request)).list();
        return Json.whole(200, out -> OperatorResponses.syncServers(out, Feed.of(servers)));
    }

    private HttpResponse put(HttpRequest request) {
        Tenant tenant = tenant(request);
        SyncServer server = OperatorRequests.syncServer(request.body());
        urls.require(server.url());
        serversOf(tenant).put(server);
        String message = "Sync server \"" + server.name() + "\" configured for tenant " + tenant.id();
        return Json.whole(201, out -> NodeResponses.done(out, message));
    }

    private HttpResponse remove(HttpRequest request) {
        Tenant tenant = tenant(request);
        String name = request.parameter("serverName");
        if (name.length() > 256 || !serversOf(tenant).remove(name)) {
            throw new HttpError(404, "Sync server not found");
        }
        String message = "Sync server \"" + name + "\" removed from tenant " + tenant.id();
        return Json.whole(200, out -> NodeResponses.done(out, message));
    }

    private HttpResponse trigger(HttpRequest request) {
        Tenant tenant = tenant(request);
        String message = now.run(tenant);
        return Json.whole(200, out -> NodeResponses.done(out, message));
    }
}

package io.blindhop.functions.info;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.protocol.wire.ServerInfo;
import java.util.List;

/** What a node tells anybody about itself (protocol 3.7). */
public final class InfoRoutes {
    private final NodeServices services;

    public InfoRoutes(NodeServices services) {
        this.services = services;
    }

    public void addTo(Router.Builder routes) {
        routes.get(
                "/health",
                request -> Json.whole(
                        200, out -> NodeResponses.health(out, services.clock().millis())));
        routes.get("/.well-known/mindoodb-server-info", request -> serverInfo());
        routes.get("/.well-known/mindoodb-tenants/:tenantId/publicinfos-fingerprints", this::fingerprints);
    }

    private HttpResponse serverInfo() {
        int limit = services.options().bodyLimitBytes();
        ServerInfo info = new ServerInfo(
                services.identity().username(),
                services.identity().signing().publicPem(),
                services.identity().encryption().publicPem(),
                limit + "b",
                limit);
        return Json.whole(200, out -> NodeResponses.serverInfo(out, info));
    }

    private HttpResponse fingerprints(HttpRequest request) {
        TenantId id;
        try {
            id = TenantId.ofSegment(request.parameter("tenantId"));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        List<String> fingerprints = services
                .tenants()
                .find(id.value())
                .orElseThrow(() -> new HttpError(404, "Tenant not found on server"))
                .tenant()
                .publicInfosKeys()
                .stream()
                .map(KeyFingerprint::of)
                .distinct()
                .sorted()
                .toList();
        return Json.whole(200, out -> NodeResponses.fingerprints(out, id, Feed.of(fingerprints)));
    }
}

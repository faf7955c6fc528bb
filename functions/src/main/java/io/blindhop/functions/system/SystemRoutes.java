package io.blindhop.functions.system;

import io.blindhop.functions.http.BearerToken;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.SystemPrincipal;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import java.util.List;

/** The operator API (protocol 3.8). */
public final class SystemRoutes {
    private final NodeServices services;
    private final Tokens tokens;

    public SystemRoutes(NodeServices services) {
        this.services = services;
        this.tokens = new Tokens(services.secrets(), services.clock());
    }

    public void addTo(Router.Builder routes) {
        new SystemLogin(services).addTo(routes);
        routes.get("/system/tenants", allowed(request -> tenants()));
        routes.post("/system/tenants/:tenantId", allowed(new TenantRegistration(services)));
    }

    /** Only for principals to whom a capability rule grants the route. */
    private HttpHandler allowed(HttpHandler handler) {
        return request -> {
            SystemPrincipal principal =
                    tokens.verifySystem(BearerToken.of(request)).orElseThrow(BearerToken::refused);
            if (!services.rules().get().allow(principal, request.method(), path(request))) {
                throw new HttpError(403, "Forbidden: insufficient capabilities");
            }
            return handler.handle(request);
        };
    }

    /** As decoded: what the rules are held against is what the router matched. */
    private static String path(HttpRequest request) {
        return "/" + String.join("/", request.segments());
    }

    private HttpResponse tenants() {
        List<TenantId> ids =
                services.tenants().list().stream().map(TenantId::new).toList();
        return Json.whole(200, out -> NodeResponses.tenants(out, Feed.of(ids)));
    }
}

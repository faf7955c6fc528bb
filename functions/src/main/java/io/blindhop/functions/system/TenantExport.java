package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.wire.OperatorResponses;
import io.blindhop.protocol.wire.TenantOffer;
import io.blindhop.protocol.wire.TrustedServer;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.dynamo.tenant.TrustedServers;

/**
 * What one trusted server needs to register a tenant that is registered here; not in the reference. The key of
 * {@code $publicinfos} in it is wrapped for that server, so that neither who asks nor who carries it can read it.
 *
 * <pre>{@code
 * GET /system/tenants/acme/registration?server=CN=office
 * {"tenantId": "acme", "server": "CN=office", "adminSigningPublicKey": "…", "adminEncryptionPublicKey": "…",
 *  "adminUsername": "cn=admin/o=acme", "encryptedPublicInfosKey": "…"}
 * }</pre>
 */
final class TenantExport {
    private static final int LONGEST_NAME = 256;

    private final NodeServices services;
    private final TrustedServers servers;

    TenantExport(NodeServices services) {
        this.services = services;
        this.servers = new TrustedServers(services.storage().table());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.get("/system/tenants/:tenantId/registration", gate.allowed((request, principal) -> offer(request)));
    }

    private HttpResponse offer(HttpRequest request) {
        TenantId id = TenantSegment.of(request);
        String name = request.query().required("server");
        Tenant tenant = services.tenants()
                .find(id.value())
                .map(TenantRegistry.Found::tenant)
                .orElseThrow(() -> new HttpError(404, "Tenant not found"));
        if (name.length() > LONGEST_NAME) {
            throw HttpError.badRequest("server must have 1 to " + LONGEST_NAME + " characters");
        }
        TrustedServer server = servers.byName(name)
                .orElseThrow(
                        () -> new HttpError(404, "Trusted server not found; a tenant is told to trusted servers only"));
        if (!server.isLetInto(id)) {
            throw new HttpError(403, "Trusted server \"" + server.name() + "\" is not let into tenant " + id);
        }
        Bytes wrapped = HybridContainer.encrypt(
                WrappingKey.fromPem(server.encryptionPublicKey()),
                tenant.publicInfosKeys().getFirst(),
                services.random());
        TenantOffer offer = new TenantOffer(
                id,
                server.name(),
                tenant.adminSigningPublicKey(),
                tenant.adminEncryptionPublicKey(),
                tenant.adminUsername(),
                wrapped);
        return Json.whole(200, out -> OperatorResponses.tenantOffer(out, offer));
    }
}

package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.protocol.wire.OperatorRequests;
import io.blindhop.protocol.wire.OperatorResponses;
import io.blindhop.protocol.wire.TrustedServer;
import io.blindhop.store.dynamo.tenant.TrustedServers;
import java.util.List;

/** Which servers may log in to the tenants of this node. */
final class TrustedServerRoutes {
    private static final String PATH = "/system/trusted-servers";

    private final TrustedServers servers;

    TrustedServerRoutes(NodeServices services) {
        this.servers = new TrustedServers(services.storage().table());
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.get(PATH, gate.allowed((request, principal) -> list()));
        routes.post(PATH, gate.allowed((request, principal) -> add(request)));
        routes.delete(PATH + "/:serverName", gate.allowed((request, principal) -> remove(request)));
    }

    private HttpResponse list() {
        List<TrustedServer> all = servers.list();
        return Json.whole(200, out -> OperatorResponses.trustedServers(out, Feed.of(all)));
    }

    private HttpResponse add(HttpRequest request) {
        TrustedServer server = OperatorRequests.trustedServer(request.body());
        try {
            VerifyingKey.fromPem(server.signingPublicKey());
            WrappingKey.fromPem(server.encryptionPublicKey());
        } catch (MalformedKeyException e) {
            throw HttpError.badRequest("The server's keys cannot be used: " + e.getMessage());
        }
        if (!servers.add(server)) {
            throw new HttpError(409, "Trusted server \"" + server.name() + "\" already exists");
        }
        return Json.whole(201, out -> NodeResponses.done(out, "Trusted server \"" + server.name() + "\" added"));
    }

    private HttpResponse remove(HttpRequest request) {
        String name = request.parameter("serverName");
        if (!servers.remove(name)) {
            throw new HttpError(404, "Trusted server not found");
        }
        return Json.whole(200, out -> NodeResponses.done(out, "Trusted server \"" + name + "\" removed"));
    }
}

package io.blindhop.functions.system;

import io.blindhop.functions.http.BearerToken;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.auth.SystemPrincipal;
import io.blindhop.protocol.auth.Tokens;

/** Lets a request through to an operator's route, or refuses it (protocol 3.8). Nothing is remembered. */
final class SystemGate {
    private final NodeServices services;
    private final Tokens tokens;

    SystemGate(NodeServices services) {
        this.services = services;
        this.tokens = new Tokens(services.secrets(), services.clock());
    }

    /** Answers a request of a principal who may send it. */
    @FunctionalInterface
    interface Handler {
        HttpResponse handle(HttpRequest request, SystemPrincipal principal);
    }

    /** Grants something without a capability rule. */
    @FunctionalInterface
    interface Privilege {
        boolean holds(HttpRequest request, SystemPrincipal principal);
    }

    /** Only from addresses that may call operator routes. */
    HttpHandler reached(HttpHandler handler) {
        return request -> {
            if (!services.options().operator().addresses().contains(request.remoteAddress())) {
                throw new HttpError(403, "Forbidden: not from this address");
            }
            return handler.handle(request);
        };
    }

    /** Only for principals to whom a capability rule grants the request. */
    HttpHandler allowed(Handler handler) {
        return allowed((request, principal) -> false, handler);
    }

    /** Also for those for whom the privilege holds. */
    HttpHandler allowed(Privilege privilege, Handler handler) {
        return reached(request -> {
            SystemPrincipal principal =
                    tokens.verifySystem(BearerToken.of(request)).orElseThrow(BearerToken::refused);
            Figures.ofWork().callerKnown();
            if (!services.config().rules().allow(principal, request.method(), path(request))
                    && !privilege.holds(request, principal)) {
                throw new HttpError(403, "Forbidden: insufficient capabilities");
            }
            return handler.handle(request, principal);
        });
    }

    /** As decoded: what the rules are held against is what the router matched. */
    private static String path(HttpRequest request) {
        return "/" + String.join("/", request.segments());
    }
}

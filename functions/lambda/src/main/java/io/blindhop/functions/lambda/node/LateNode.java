package io.blindhop.functions.lambda.node;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Endpoints that are put together when the first request is there. If they cannot be (the secrets do not answer, say), that
 * request is answered with 503 and the next one tries again: a copy that ends at its start would be started again and again.
 */
public final class LateNode implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(LateNode.class.getName());

    private final Supplier<HttpHandler> endpoints;
    private Optional<HttpHandler> node = Optional.empty();

    public LateNode(Supplier<HttpHandler> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (node.isEmpty()) {
            try {
                node = Optional.of(endpoints.get());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The node cannot be put together; the next request tries again", e);
                return HttpResponse.error(503, "The server is not ready, try again later")
                        .withHeader("Retry-After", "1");
            }
        }
        return node.get().handle(request);
    }
}

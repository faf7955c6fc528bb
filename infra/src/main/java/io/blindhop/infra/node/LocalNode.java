package io.blindhop.infra.node;

import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.HttpStack;
import io.blindhop.functions.http.Router;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The node of the local server, on the embedded adapters. */
public final class LocalNode implements Node {
    private final HttpHandler handler;

    private LocalNode(HttpHandler handler) {
        this.handler = handler;
    }

    public static LocalNode open(NodeContext context) {
        InstantSource clock = InstantSource.system();
        Router router = Router.builder()
                .get(
                        "/health",
                        request -> HttpResponse.json(200, "{\"status\":\"ok\",\"timestamp\":" + clock.millis() + "}"))
                .build();
        HttpStack stack = new HttpStack(
                context.settings().corsOrigins(),
                context.settings().bodyLimitBytes(),
                clock,
                () -> UUID.randomUUID().toString());
        return new LocalNode(stack.around(router, UnaryOperator.identity()));
    }

    @Override
    public HttpHandler handler() {
        return handler;
    }

    @Override
    public void close() {}
}

package io.blindhop.functions.http;

import java.util.Optional;
import java.util.Set;

/**
 * Lets browsers of other origins in (protocol 3.2).
 *
 * <p>With no allowed origin this changes nothing: browsers refuse. The origin {@code *} allows every origin, which is safe
 * because there are no cookies. An answer names the origin that asked, so caches are told by {@code Vary}.
 */
public final class Cors implements HttpHandler {
    private final Set<String> allowedOrigins;
    private final HttpHandler next;

    /** @param allowedOrigins for example {@code https://app.example.org}; exact, without a slash at the end */
    public Cors(Set<String> allowedOrigins, HttpHandler next) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (allowedOrigins.isEmpty()) {
            return next.handle(request);
        }
        Optional<String> origin = request.header("Origin");
        boolean allowed = origin.filter(this::allows).isPresent();
        boolean preflight = request.method().equals("OPTIONS")
                && origin.isPresent()
                && request.headers().has("Access-Control-Request-Method");
        HttpResponse response = preflight ? preflight(allowed) : next.handle(request);
        HttpResponse varying = response.withHeaders(response.headers().varyingBy("Origin"));
        return allowed
                ? varying.withHeader("Access-Control-Allow-Origin", origin.orElseThrow())
                        .withHeader("Access-Control-Expose-Headers", CostHeader.NAME + ", Retry-After, X-Incident-Id")
                : varying;
    }

    private boolean allows(String origin) {
        return allowedOrigins.contains("*") || allowedOrigins.contains(origin);
    }

    private static HttpResponse preflight(boolean allowed) {
        HttpResponse answer = HttpResponse.empty(204);
        return allowed
                ? answer.withHeader("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                        .withHeader("Access-Control-Allow-Headers", "Content-Type, Authorization")
                        .withHeader("Access-Control-Max-Age", "600")
                : answer;
    }
}

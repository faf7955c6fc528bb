package io.blindhop.functions.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the handler of a path.
 *
 * <p>Patterns are tried in the order in which they were added; the first that matches path and method answers. Every path
 * is decoded and checked here first (400). A path that no pattern matches is a 404; one that matches for other methods
 * only is a 405 with {@code Allow}. {@code HEAD} is answered by the handler of {@code GET}, without its body, and
 * {@code OPTIONS} by {@code Allow}.
 */
public final class Router implements HttpHandler {
    private static final String UNKNOWN = "-";

    private record Route(String method, RoutePattern pattern, HttpHandler handler) {}

    private record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes;

    private Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        List<Match> matches = matches(request.segments());
        request.query();
        if (matches.isEmpty()) {
            throw new HttpError(404, "Not found");
        }
        Optional<Match> match = forMethod(matches, request.method());
        if (match.isPresent()) {
            return call(match.get(), request);
        }
        return switch (request.method()) {
            case "HEAD" ->
                forMethod(matches, "GET")
                        .map(get -> call(get, request.withMethod("GET")))
                        .orElseThrow(() -> notAllowed(matches));
            case "OPTIONS" -> HttpResponse.empty(204).withHeader("Allow", allowed(matches));
            default -> throw notAllowed(matches);
        };
    }

    /** The pattern that answers a request, for logs: it has no id of a user in it. {@code -} if there is none. */
    public String describe(HttpRequest request) {
        try {
            List<Match> matches = matches(request.segments());
            return matches.isEmpty()
                    ? UNKNOWN
                    : forMethod(matches, request.method())
                            .orElse(matches.getFirst())
                            .route()
                            .pattern()
                            .text();
        } catch (HttpError e) {
            return UNKNOWN;
        }
    }

    /** Every route as method and pattern, {@code GET /health}, in the order in which they are tried. */
    public List<String> patterns() {
        return routes.stream()
                .map(route -> route.method() + " " + route.pattern().text())
                .toList();
    }

    private List<Match> matches(List<String> segments) {
        List<Match> matches = new ArrayList<>();
        for (Route route : routes) {
            route.pattern().match(segments).ifPresent(parameters -> matches.add(new Match(route, parameters)));
        }
        return matches;
    }

    private static Optional<Match> forMethod(List<Match> matches, String method) {
        return matches.stream().filter(m -> m.route().method().equals(method)).findFirst();
    }

    private static HttpResponse call(Match match, HttpRequest request) {
        return match.route().handler().handle(request.withParameters(match.parameters()));
    }

    private static HttpError notAllowed(List<Match> matches) {
        return new HttpError(405, "Method not allowed", Headers.of("Allow", allowed(matches)));
    }

    private static String allowed(List<Match> matches) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Match match : matches) {
            methods.add(match.route().method());
            if (match.route().method().equals("GET")) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    /** Collects routes. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /** @param pattern for example {@code /:tenantId/auth/challenge} */
        public Builder add(String method, String pattern, HttpHandler handler) {
            routes.add(new Route(method, RoutePattern.parse(pattern), handler));
            return this;
        }

        public Builder get(String pattern, HttpHandler handler) {
            return add("GET", pattern, handler);
        }

        public Builder post(String pattern, HttpHandler handler) {
            return add("POST", pattern, handler);
        }

        public Builder put(String pattern, HttpHandler handler) {
            return add("PUT", pattern, handler);
        }

        public Builder delete(String pattern, HttpHandler handler) {
            return add("DELETE", pattern, handler);
        }

        public Router build() {
            return new Router(routes);
        }
    }
}

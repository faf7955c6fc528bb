package io.blindhop.functions.http;

import java.util.Map;

/**
 * Headers that keep a browser from doing anything with an answer but hand it to the program that asked. A header that the
 * handler has set stays.
 */
public final class SecurityHeaders implements HttpHandler {
    static final Map<String, String> DEFAULTS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final HttpHandler next;

    public SecurityHeaders(HttpHandler next) {
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        HttpResponse response = next.handle(request);
        for (Map.Entry<String, String> header : DEFAULTS.entrySet()) {
            if (!response.headers().has(header.getKey())) {
                response = response.withHeader(header.getKey(), header.getValue());
            }
        }
        return response;
    }
}

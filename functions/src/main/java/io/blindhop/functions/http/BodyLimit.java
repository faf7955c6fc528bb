package io.blindhop.functions.http;

/** Refuses bodies over a limit with 413 {@code Request body too large}, on which clients halve their batch. */
public final class BodyLimit implements HttpHandler {
    private final int limitBytes;
    private final HttpHandler next;

    /** @param limitBytes the largest body that is let through */
    public BodyLimit(int limitBytes, HttpHandler next) {
        this.limitBytes = limitBytes;
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (request.body().length() > limitBytes) {
            throw new HttpError(413, "Request body too large");
        }
        return next.handle(request);
    }
}

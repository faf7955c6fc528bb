package io.blindhop.functions.http;

/** Answers a request. Runs on a thread of its own, so it may block; it may be called by many threads at once. */
@FunctionalInterface
public interface HttpHandler {
    /** @throws HttpError (or an exception known to {@link ErrorMapping}) for everything that is not a success */
    HttpResponse handle(HttpRequest request);
}

package io.blindhop.functions.http;

/** A refusal with its status and the text that the client is shown as {@code {"error": text}}. */
public final class HttpError extends RuntimeException {
    private final int status;
    private final transient Headers headers;

    /**
     * @param status 400 to 599
     * @param message shown to the client: what was wrong and what to do; no key, no token
     * @param headers added to the answer, for example {@code Retry-After}
     */
    public HttpError(int status, String message, Headers headers) {
        super(message, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("An error has a status from 400 to 599, not " + status);
        }
        this.status = status;
        this.headers = headers;
    }

    public HttpError(int status, String message) {
        this(status, message, Headers.none());
    }

    public static HttpError badRequest(String message) {
        return new HttpError(400, message);
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    HttpResponse toResponse() {
        HttpResponse[] response = {HttpResponse.error(status, getMessage())};
        headers.forEach((name, value) -> response[0] = response[0].withHeader(name, value));
        return response[0];
    }
}

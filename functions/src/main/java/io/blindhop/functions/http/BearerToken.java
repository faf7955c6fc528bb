package io.blindhop.functions.http;

import io.blindhop.protocol.auth.UnverifiedToken;

/** The token of a request (protocol 2.4). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** @throws HttpError 401 if there is none, or nothing that could be one */
    public static UnverifiedToken of(HttpRequest request) {
        String header = request.header("Authorization")
                .filter(value -> value.startsWith(SCHEME))
                .orElseThrow(() -> new HttpError(401, "Missing or invalid Authorization header"));
        return UnverifiedToken.parse(header.substring(SCHEME.length())).orElseThrow(BearerToken::refused);
    }

    public static HttpError refused() {
        return new HttpError(401, "Invalid or expired token");
    }
}

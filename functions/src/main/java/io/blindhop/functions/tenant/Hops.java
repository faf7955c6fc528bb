package io.blindhop.functions.tenant;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.network.Via;

/** Which nodes a request has come through. */
public final class Hops {
    private Hops() {}

    /** @throws HttpError 400 if the header is not of the form of {@link Via}, or names too many */
    public static Via of(HttpRequest request) {
        try {
            return Via.parse(request.header(Via.HEADER).orElse(""));
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(Via.HEADER + ": " + e.getMessage());
        }
    }
}

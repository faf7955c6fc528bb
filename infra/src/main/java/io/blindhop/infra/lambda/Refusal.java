package io.blindhop.infra.lambda;

/**
 * What the Runtime API says to a request that it does not take.
 *
 * <p>Status codes and types are those of the emulator of AWS ({@code rapi/rendering/render_error.go}).
 */
record Refusal(int status, String type, String message) {
    static final Refusal INVALID_REQUEST_ID = new Refusal(400, "InvalidRequestID", "Invalid request ID");
    static final Refusal INVALID_MODE =
            new Refusal(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    static final Refusal NOT_CHUNKED = new Refusal(
            400, "InvalidFunctionResponseMode", "A streamed response needs the header Transfer-Encoding: chunked");
    static final Refusal TOO_LARGE = new Refusal(
            413,
            "RequestEntityTooLarge",
            "Exceeded maximum allowed payload size (" + LambdaLimits.PAYLOAD_BYTES + " bytes).");
    static final Refusal STREAM_TOO_LARGE = new Refusal(
            413,
            "RequestEntityTooLarge",
            "Exceeded maximum allowed response size (" + LambdaLimits.STREAM_BYTES + " bytes).");
    static final Refusal NOT_FOUND = new Refusal(404, "NotFound", "404 page not found");
    static final Refusal MALFORMED = new Refusal(400, "BadRequest", "The request is not valid HTTP");

    static Refusal state(CopyState from, String to) {
        return new Refusal(403, "InvalidStateTransition", "Transition from " + from + " to " + to + " is not allowed");
    }

    String json() {
        return FunctionError.json(type, message);
    }
}

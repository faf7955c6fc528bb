package io.blindhop.infra.lambda;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why an invocation has no answer, or only a part of one.
 *
 * @param type as AWS names it: what the function reported, or {@code Runtime.ExitError}, {@code Sandbox.Timedout},
 *     {@code Runtime.TruncatedResponse}, {@code Function.ResponseSizeTooLarge}
 * @param body what the function said about it, JSON as a rule; empty if nothing
 */
public record FunctionError(String type, String body) {
    static final String EXIT = "Runtime.ExitError";
    static final String TIMED_OUT = "Sandbox.Timedout";
    static final String TRUNCATED = "Runtime.TruncatedResponse";
    static final String TOO_LARGE = "Function.ResponseSizeTooLarge";
    static final String INVALID_MODE = "Runtime.InvalidResponseModeHeader";
    static final String UNKNOWN = "Runtime.Unknown";

    /** An error that the service found, in the form in which it reports them. */
    static FunctionError found(String type, String message) {
        return new FunctionError(type, json(type, message));
    }

    static String json(String type, String message) {
        return JsonPrinter.compact(new JsonObject(new LinkedHashMap<>(
                Map.of("errorType", new JsonString(type), "errorMessage", new JsonString(message)))));
    }
}
